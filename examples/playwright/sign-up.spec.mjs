import {expect, test} from '@playwright/test';
import {randomUUID} from 'node:crypto';
import {startShop} from './shop.mjs';

const MAIL = process.env.SMTP_FAKE_URL ?? 'http://localhost:8025';
let shop;

test.beforeAll(async () => {
  shop = await startShop();
});

test.afterAll(() => {
  shop.close();
});

test('confirms an address', async ({page, request}) => {
  const ada = `ada-${randomUUID()}@example.org`;
  await page.goto(`http://127.0.0.1:${shop.address().port}/`);
  await page.getByLabel('Address').fill(ada);
  await page.getByRole('button', {name: 'Sign up'}).click();

  const answer = await request.get(`${MAIL}/api/messages/latest`, {params: {recipient: ada, wait: '10s'}});
  expect(answer.ok(), await answer.text()).toBe(true);
  const mail = await answer.json();
  await page.goto(mail.links.find(link => link.text === 'Confirm').href);
  await page.getByLabel('Code').fill(mail.codes[0]);
  await page.getByRole('button', {name: 'Send'}).click();

  await expect(page.getByRole('heading')).toHaveText('Welcome');
});
