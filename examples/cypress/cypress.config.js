const {defineConfig} = require('cypress');

// `npm run shop` starts the application, and `npm test` the test. PORT is its port, SMTP_FAKE_URL the URL of the server.
module.exports = defineConfig({
  e2e: {supportFile: false, baseUrl: `http://127.0.0.1:${process.env.PORT ?? 3000}`, env: {mail: process.env.SMTP_FAKE_URL ?? 'http://localhost:8025'}},
});
