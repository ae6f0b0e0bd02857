import {defineConfig} from '@playwright/test';

// CHROMIUM names an installed browser, such as /usr/bin/chromium, instead of the one that Playwright downloads.
const executablePath = process.env.CHROMIUM;

export default defineConfig({
  use: {browserName: 'chromium', launchOptions: executablePath ? {executablePath, args: ['--no-sandbox']} : {}},
});
