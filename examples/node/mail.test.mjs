import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {test} from 'node:test';
import nodemailer from 'nodemailer';

const HTTP = process.env.SMTP_FAKE_URL ?? 'http://localhost:8025';
const SMTP = {host: process.env.SMTP_HOST ?? 'localhost', port: Number(process.env.SMTP_PORT ?? 1025)};

/** Waits for the only message for an address. If there is none, the error says what arrived instead. */
async function awaitMail(recipient) {
  const answer = await fetch(`${HTTP}/api/messages/latest?recipient=${encodeURIComponent(recipient)}&wait=10s`);
  const body = await answer.json();
  assert.equal(answer.status, 200, body.detail);
  return body;
}

test('sends a link and a code', async () => {
  const ada = `ada-${randomUUID()}@example.org`;
  await nodemailer.createTransport(SMTP).sendMail({
    from: 'shop@example.org',
    to: ada,
    subject: 'Grüße',
    html: '<p>Your code is 482913.</p><a href="https://shop.example.org/confirm?token=42">Confirm</a>',
  });

  const mail = await awaitMail(ada);
  assert.equal(mail.subject, 'Grüße');
  assert.deepEqual(mail.codes, ['482913']);
  assert.equal(mail.links.find(link => link.text === 'Confirm').href, 'https://shop.example.org/confirm?token=42');
});

test('explains why there is no mail', async () => {
  const bob = `bob-${randomUUID()}@example.org`;
  const answer = await fetch(`${HTTP}/api/messages/latest?recipient=${bob}&wait=100ms`);
  assert.equal(answer.status, 404);
  assert.match((await answer.json()).detail, new RegExp(bob));
});
