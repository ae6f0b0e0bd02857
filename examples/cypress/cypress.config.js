const {defineConfig} = require('cypress');

module.exports = defineConfig({
  e2e: {supportFile: false, baseUrl: 'http://localhost:3000', env: {mail: process.env.SMTP_FAKE_URL ?? 'http://localhost:8025'}},
});
