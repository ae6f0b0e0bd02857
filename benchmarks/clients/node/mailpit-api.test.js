// Calls each method of the npm package mailpit-api on the server at MAILPIT_URL. The expected values are those of Mailpit 1.33.1.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MailpitClient } from 'mailpit-api';

const mailpit = new MailpitClient(process.env.MAILPIT_URL);
const authenticated = new MailpitClient(process.env.MAILPIT_URL, { auth: { username: 'bob', password: 'secret' } });
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==';
const MESSAGE = {
  From: { Email: 'sender@example.org', Name: 'Sender' },
  To: [{ Email: 'ada@example.org', Name: 'Ada' }],
  Cc: [{ Email: 'cc@example.org', Name: 'Carbon' }],
  Bcc: ['bcc@example.org'],
  ReplyTo: [{ Email: 'reply@example.org', Name: 'Reply' }],
  Subject: 'Order 4711',
  Text: 'Your order was shipped.',
  HTML: '<p>Your <b>order</b> was shipped. <a href="https://shop.example/t">Track it</a></p>',
  Headers: { 'List-Unsubscribe': '<mailto:u@example.org>, <https://example.org/u>' },
  Attachments: [{ Content: PNG, Filename: 'pixel.png' }],
  Tags: ['orders'],
};

const types = (value) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, types(value[key])]))
    : Array.isArray(value) ? 'array' : typeof value;

async function send(changes = {}) {
  return (await authenticated.sendMessage({ ...MESSAGE, ...changes })).ID;
}

beforeEach(() => mailpit.deleteMessages());

test('getInfo returns the members of Mailpit', async () => {
  const info = types(await mailpit.getInfo());
  info.Tags = 'object';
  const number = 'number';
  assert.deepEqual(info, {
    Database: 'string', DatabaseSize: number, LatestVersion: 'string', Messages: number,
    RuntimeStats: {
      Memory: number, MessagesDeleted: number, SMTPAccepted: number, SMTPAcceptedSize: number, SMTPIgnored: number,
      SMTPRejected: number, Uptime: number,
    },
    Tags: 'object', Unread: number, Version: 'string',
  });
});

test('getConfiguration returns the members of Mailpit', async () => {
  const text = 'string';
  assert.deepEqual(types(await mailpit.getConfiguration()), {
    ChaosEnabled: 'boolean', DuplicatesIgnored: 'boolean', HideDeleteAllButton: 'boolean', Label: text,
    MessageRelay: {
      AllowedRecipients: text, BlockedRecipients: text, Enabled: 'boolean', OverrideFrom: text, PreserveMessageIDs: 'boolean',
      RecipientAllowlist: text, ReturnPath: text, SMTPServer: text,
    },
    Rspamd: 'boolean', SpamAssassin: 'boolean',
  });
});

test('sendMessage returns an id', async () => {
  assert.match(await send(), /^[0-9A-Za-z]{22}$/);
});

test('sendMessage rejects an invalid recipient', async () => {
  await assert.rejects(send({ To: [{ Email: 'bad' }] }), /Mailpit API Error: 400.*invalid To address: bad/s);
});

test('getMessageSummary returns the message', async () => {
  const id = await send();
  const message = await mailpit.getMessageSummary();
  assert.equal(message.ID, id);
  assert.deepEqual(message.From, { Name: 'Sender', Address: 'sender@example.org' });
  assert.deepEqual(message.To, [{ Name: 'Ada', Address: 'ada@example.org' }]);
  assert.deepEqual(message.Cc, [{ Name: 'Carbon', Address: 'cc@example.org' }]);
  assert.deepEqual(message.Bcc, [{ Name: '', Address: 'bcc@example.org' }]);
  assert.deepEqual(message.ReplyTo, [{ Name: 'Reply', Address: 'reply@example.org' }]);
  assert.equal(message.ReturnPath, 'sender@example.org');
  assert.equal(message.Subject, 'Order 4711');
  assert.equal(message.Text, 'Your order was shipped.');
  assert.equal(message.HTML, MESSAGE.HTML);
  assert.equal(message.Username, 'bob');
  assert.deepEqual(message.Tags, ['orders']);
  assert.deepEqual(message.ListUnsubscribe, {
    Header: '<mailto:u@example.org>, <https://example.org/u>', HeaderPost: '', Errors: '',
    Links: ['mailto:u@example.org', 'https://example.org/u'],
  });
  assert.equal(message.Attachments.length, 1);
  assert.equal(message.Attachments[0].FileName, 'pixel.png');
  assert.equal(message.Attachments[0].ContentType, 'image/png');
  assert.equal(message.Attachments[0].Size, Buffer.from(PNG, 'base64').length);
  assert.deepEqual(message.Inline, []);
});

test('getMessageHeaders returns canonical names', async () => {
  await send();
  const headers = await mailpit.getMessageHeaders();
  assert.deepEqual(headers['Subject'], ['Order 4711']);
  assert.deepEqual(headers['To'], ['"Ada" <ada@example.org>']);
  assert.deepEqual(headers['Return-Path'], ['<sender@example.org>']);
  assert.deepEqual(headers['Bcc'], ['bcc@example.org']);
  assert.deepEqual(headers['Mime-Version'], ['1.0']);
});

test('getMessageAttachment returns content and type', async () => {
  const id = await send();
  const { Attachments } = await mailpit.getMessageSummary(id);
  const blob = await mailpit.getMessageAttachment(id, Attachments[0].PartID);
  assert.equal(blob.type, 'image/png');
  assert.equal(Buffer.from(await blob.arrayBuffer()).toString('base64'), PNG);
});

test('getAttachmentThumbnail returns a JPEG', async () => {
  const id = await send();
  const { Attachments } = await mailpit.getMessageSummary(id);
  assert.equal((await mailpit.getAttachmentThumbnail(id, Attachments[0].PartID)).type, 'image/jpeg');
});

test('getMessageSource returns the source', async () => {
  assert.match(await mailpit.getMessageSource(await send()), /\r\nSubject: Order 4711\r\n/);
});

test('releaseMessage is rejected without a relay', async () => {
  await send();
  await assert.rejects(mailpit.releaseMessage('latest', { To: ['a@example.org'] }), /Mailpit API Error: 40[04]/);
});

test('listMessages returns the newest first', async () => {
  await send({ Subject: 'First' });
  await send({ Subject: 'Second' });
  const page = await mailpit.listMessages(0, 1);
  assert.equal(page.total, 2);
  assert.equal(page.messages_count, 2);
  assert.equal(page.count, 1);
  const [message] = page.messages;
  assert.equal(message.Subject, 'Second');
  assert.equal(message.Attachments, 1);
  assert.equal(message.Username, 'bob');
  assert.equal(message.Snippet, 'Your order was shipped. Track it');
  assert.equal(message.Read, false);
});

test('setReadStatus marks by ids, by search and all', async () => {
  const first = await send({ Subject: 'First' });
  await send({ Subject: 'Second' });
  assert.equal(await mailpit.setReadStatus({ Read: true, IDs: [first] }), 'ok');
  assert.equal((await mailpit.listMessages()).unread, 1);
  await mailpit.setReadStatus({ Read: true, Search: 'subject:Second' });
  assert.equal((await mailpit.listMessages()).unread, 0);
  await mailpit.setReadStatus();
  assert.equal((await mailpit.listMessages()).unread, 2);
  await mailpit.setReadStatus({ Read: true, Search: 'after:2025-04-30' }, { tz: 'America/Chicago' });
  assert.equal((await mailpit.listMessages()).unread, 0);
});

test('deleteMessages deletes by ids', async () => {
  const first = await send();
  await send();
  assert.equal(await mailpit.deleteMessages({ IDs: [first] }), 'ok');
  assert.equal((await mailpit.listMessages()).total, 1);
});

test('searchMessages finds by each keyword', async () => {
  await send();
  for (const [query, expected] of [
    ['subject:"Order 4711"', 1], ['from:sender@example.org', 1], ['to:ada', 1], ['cc:carbon', 1], ['bcc:bcc@example.org', 1],
    ['reply-to:reply', 1], ['tag:orders', 1], ['is:unread', 1], ['has:attachment', 1], ['has:inline', 0], ['shop.example', 1],
    ['-subject:Order', 0], ['after:2099-01-01', 0], ['larger:1kb', 1], ['is:starred', 0],
  ]) {
    assert.equal((await mailpit.searchMessages({ query })).messages_count, expected, query);
  }
});

test('waitForMessage returns the latest match', async () => {
  const sent = setTimeout(send, 50, { Subject: 'Later' });
  const message = await mailpit.waitForMessage({ query: 'subject:Later' }, { timeout: 5000, interval: 20 });
  clearTimeout(sent);
  assert.equal(message.Subject, 'Later');
});

test('waitForMessages waits for a number', async () => {
  await send();
  setTimeout(send, 50);
  assert.equal((await mailpit.waitForMessages({ count: 2 }, { timeout: 5000, interval: 20 })).messages_count, 2);
});

test('deleteMessagesBySearch deletes the matches', async () => {
  await send({ Subject: 'First' });
  await send({ Subject: 'Second' });
  assert.equal(await mailpit.deleteMessagesBySearch({ query: 'subject:First' }), 'ok');
  assert.equal((await mailpit.listMessages()).messages[0].Subject, 'Second');
});

test('htmlCheck returns a total', async () => {
  assert.ok((await mailpit.htmlCheck(await send())).Total.Tests > 0);
});

test('linkCheck returns the links', async () => {
  assert.equal((await mailpit.linkCheck(await send({ HTML: '<p>none</p>' }))).Errors, 0);
});

test('tags are set, renamed, listed and deleted', async () => {
  const id = await send({ Tags: [] });
  assert.equal(await mailpit.setTags({ IDs: [id], Tags: ['a', 'b'] }), 'ok');
  assert.deepEqual(await mailpit.getTags(), ['a', 'b']);
  assert.equal(await mailpit.renameTag('a', 'c'), 'ok');
  assert.equal(await mailpit.deleteTag('b'), 'ok');
  assert.deepEqual((await mailpit.getMessageSummary(id)).Tags, ['c']);
});

test('renderMessageHTML embeds links', async () => {
  const html = await mailpit.renderMessageHTML(await send(), 1);
  assert.match(html, /href="https:\/\/shop\.example\/t" target="_blank" rel="noreferrer noopener"/);
});

test('renderMessageText returns the text', async () => {
  assert.equal(await mailpit.renderMessageText(await send()), 'Your order was shipped.');
});

test('chaos triggers are set and reset', async () => {
  const set = await mailpit.setChaosTriggers({ Sender: { ErrorCode: 451, Probability: 5 } });
  assert.deepEqual(set.Sender, { ErrorCode: 451, Probability: 5 });
  assert.deepEqual(await mailpit.getChaosTriggers(), set);
  assert.equal((await mailpit.setChaosTriggers({})).Sender.Probability, 0);
});
