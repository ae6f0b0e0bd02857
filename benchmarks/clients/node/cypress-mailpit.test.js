// Calls each command of the npm package cypress-mailpit on the server at MAILPIT_URL. The expected values are those of Mailpit 1.33.1.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { commands as mail } from './cypress.js';

const SHORT = { timeout: 60, interval: 20 };

beforeEach(() => mail.mailpitDeleteAllEmails());

test('sends mail with default values', async () => {
  assert.match((await mail.mailpitSendMail()).ID, /^\w+$/);
  assert.equal((await mail.mailpitGetAllMails()).messages_count, 1);
});

test('reports an invalid recipient', async () => {
  await assert.rejects(mail.mailpitSendMail({ to: [{ Email: '', Name: 'To' }] }), /400: Bad Request[^]*invalid To address/);
});

test('sends Cc, Bcc, Reply-To and tags', async () => {
  await mail.mailpitSendMail({
    cc: [{ Email: 'c@example.org', Name: 'C' }], bcc: ['b@example.org'], replyTo: [{ Email: 'r@example.org', Name: 'R' }], tags: ['t1', 't2'],
  });
  const message = await mail.mailpitGetMail();
  assert.deepEqual(message.Cc, [{ Name: 'C', Address: 'c@example.org' }]);
  assert.deepEqual(message.Bcc, [{ Name: '', Address: 'b@example.org' }]);
  assert.deepEqual(message.ReplyTo, [{ Name: 'R', Address: 'r@example.org' }]);
  assert.deepEqual(message.Tags, ['t1', 't2']);
});

test('reads a message by id', async () => {
  const { ID } = await mail.mailpitSendMail({ subject: 'First' });
  await mail.mailpitSendMail({ subject: 'Second' });
  assert.equal((await mail.mailpitGetMail(ID)).Subject, 'First');
});

test('reads pages', async () => {
  for (let i = 0; i < 5; i++) {
    await mail.mailpitSendMail({ subject: `Page ${i}` });
  }
  const page = await mail.mailpitGetAllMails(4, 2);
  assert.equal(page.total, 5);
  assert.equal(page.start, 4);
  assert.equal(page.count, 1);
  assert.equal(page.messages[0].Subject, 'Page 0');
});

test('returns subject, addresses and bodies of a message', async () => {
  await mail.mailpitSendMail({
    from: { Email: 'f@example.org', Name: 'F' }, to: [{ Email: 'a@example.org', Name: 'A' }, { Email: 'b@example.org', Name: 'B' }],
    subject: 'Test', textBody: 'Text', htmlBody: '<p>Html</p>',
  });
  const message = await mail.mailpitGetMail();
  assert.equal(await mail.mailpitGetSubject(message), 'Test');
  assert.equal(await mail.mailpitGetFromAddress(message), 'f@example.org');
  assert.deepEqual(await mail.mailpitGetRecipientAddress(message), ['a@example.org', 'b@example.org']);
  assert.equal(await mail.mailpitGetMailHTMlBody(message), '<p>Html</p>');
  assert.equal(await mail.mailpitGetMailTextBody(message), 'Text');
});

test('returns the names of attachments, also with the spelling FileName', async () => {
  await mail.mailpitSendMail({
    attachments: [{ Content: 'SGVsbG8=', FileName: 'one.txt' }, { Content: 'SGVsbG8=', Filename: 'two.txt' }],
  });
  assert.deepEqual(await mail.mailpitGetAttachments(await mail.mailpitGetMail()), ['one.txt', 'two.txt']);
});

test('searches', async () => {
  await mail.mailpitSendMail();
  await mail.mailpitSendMail({ htmlBody: '<p>Unusual</p>', textBody: 'Unusual' });
  const found = await mail.mailpitSearchEmails('Unusual');
  assert.equal(found.messages_count, 1);
  assert.equal(found.total, 2);
  assert.equal(found.messages[0].Snippet, 'Unusual');
});

test('finds by subject and recipient', async () => {
  await mail.mailpitSendMail({ subject: 'My Test', to: [{ Email: 'other@example.org', Name: 'O' }] });
  await mail.mailpitSendMail();
  assert.equal((await mail.mailpitGetEmailsBySubject('My Test')).messages_count, 1);
  assert.equal((await mail.mailpitGetEmailsByTo('other@example.org')).messages_count, 1);
});

test('waits until there is mail', async () => {
  setTimeout(() => mail.mailpitSendMail({ subject: 'Later' }), 50);
  await mail.mailpitHasEmailsBySearch('subject:Later', 0, 50, { timeout: 5000, interval: 20 });
  await mail.mailpitHasEmailsBySubject('Later');
  await mail.mailpitHasEmailsByTo('jane@example.com');
});

test('ends a wait for mail that does not arrive', async () => {
  await assert.rejects(mail.mailpitHasEmailsBySearch('none@example.org', 0, 50, SHORT), /Timed out after 60ms/);
  await assert.rejects(mail.mailpitHasEmailsBySubject('None', 0, 50, SHORT), /Timed out/);
  await assert.rejects(mail.mailpitHasEmailsByTo('none@example.org', 0, 50, SHORT), /Timed out/);
});

test('verifies that there is no mail', async () => {
  await mail.mailpitSendMail({ subject: 'There' });
  await mail.mailpitNotHasEmailsBySearch('subject:Missing');
  await mail.mailpitNotHasEmailsBySubject('Missing');
  await mail.mailpitNotHasEmailsByTo('none@example.org');
  await assert.rejects(mail.mailpitNotHasEmailsBySubject('There', 0, 50, SHORT), /Timed out/);
});

test('marks one message, several and all', async () => {
  for (let i = 0; i < 3; i++) {
    await mail.mailpitSendMail({ subject: `Mark ${i}` });
  }
  const { messages } = await mail.mailpitGetAllMails();
  assert.equal(await mail.mailpitSetStatusAsRead(messages[0]), 'ok');
  assert.equal((await mail.mailpitGetAllMails()).unread, 2);
  await mail.mailpitSetStatusAsRead(messages);
  assert.equal((await mail.mailpitGetAllMails()).unread, 0);
  await mail.mailpitSetStatusAsUnRead(messages.slice(0, 2));
  assert.equal((await mail.mailpitGetAllMails()).unread, 2);
  await mail.mailpitSetAllEmailStatusAsRead();
  assert.equal((await mail.mailpitGetAllMails()).unread, 0);
  await mail.mailpitSetAllEmailStatusAsUnRead();
  assert.equal((await mail.mailpitGetAllMails()).unread, 3);
});

test('deletes by search', async () => {
  await mail.mailpitSendMail({ subject: 'Delete Me' });
  await mail.mailpitSendMail({ subject: 'Keep' });
  await mail.mailpitDeleteEmailsBySearch('subject:"Delete Me"');
  assert.deepEqual((await mail.mailpitGetAllMails()).messages.map((message) => message.Subject), ['Keep']);
});

test('rejects an empty search', async () => {
  await assert.rejects(mail.mailpitDeleteEmailsBySearch(''), /400: Bad Request[^]*no search query/);
});

test('has no SpamAssassin unless it is enabled', async () => {
  await mail.mailpitSendMail();
  await assert.rejects(mail.mailpitGetMailSpamAssassinSummary(await mail.mailpitGetMail()), /404/);
});
