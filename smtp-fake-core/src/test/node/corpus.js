// Writes the messages of the corpus that nodemailer creates: node corpus.js <folder>
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const nodemailer = require('nodemailer');

const folder = process.argv[2];
const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
const defaults = { from: '"The App" <app@example.org>', to: 'ada@example.org', subject: 'Welcome' };
const greeting = 'Hello Ada,\n\nyour account is ready.\n';
const umlauts = 'Grüße aus Zürich – 10 € für dich 😀\n.eine Zeile mit Punkt\n';
const html = '<h1>Welcome</h1><p>Please <a href="https://example.org/confirm?token=a1b2&amp;lang=en">confirm</a>.</p>';
const image = '<p>Grüße <img src="cid:logo@example.org" alt="Logo"></p>';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
);
const calendar = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'SUMMARY:Frühstück', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

const messages = {
  'plain-ascii': { text: greeting },
  'plain-utf8': { subject: 'Grüße 😀', text: umlauts },
  'long-subject': {
    subject: 'Überprüfung Ihrer Bestellung: größere Mengen äußerst günstiger Möbel für Ihr Büro in Köln 😀 日本語の件名',
    text: greeting
  },
  'html-only': { html },
  alternative: { text: greeting, html },
  'three-alternatives': { text: greeting, html, amp: '<!doctype html><html ⚡4email><body>AMP</body></html>' },
  attachment: { text: greeting, attachments: [{ filename: 'Größe & Maße (Entwurf).txt', content: 'notes\n' }] },
  'inline-image': { text: 'Grüße', html: image, attachments: [{ filename: 'logo.png', content: png, cid: 'logo@example.org' }] },
  everything: {
    text: 'Grüße',
    html: image,
    icalEvent: { method: 'REQUEST', content: calendar },
    attachments: [
      { filename: 'logo.png', content: png, cid: 'logo@example.org' },
      { filename: 'a.json', content: '{"a":1}' }
    ]
  },
  addresses: {
    from: { name: 'Müller, Jürgen', address: 'j@example.org' },
    to: 'Team: ada@example.org, "Doe, Jane" <jane@example.org>;, zoë <zoe@example.org>',
    cc: 'info@müller.example',
    replyTo: 'Reply <reply@example.org>',
    text: greeting
  },
  forwarded: {
    text: 'See below.\n',
    attachments: [
      {
        filename: 'original.eml',
        contentType: 'message/rfc822',
        content: 'From: inner@example.org\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\nInner text\r\n'
      }
    ]
  },
  newsletter: {
    html,
    text: 'News: https://example.org/1\n',
    list: { unsubscribe: [['mailto:leave@example.org', 'https://example.org/leave?u=1']], id: { url: 'news.example.org', comment: 'News' } },
    headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
  },
  code: { subject: 'Your sign-in code', html: '<p>Enter this code to sign in:</p><p style="font-size:32px"><b>602&nbsp;114</b></p>' },
  'long-lines': { text: 'word '.repeat(400), textEncoding: 'base64' }
};

mkdirSync(folder, { recursive: true });
(async () => {
  for (const [name, message] of Object.entries(messages)) {
    const { message: raw } = await transport.sendMail({ ...defaults, ...message });
    writeFileSync(join(folder, `${name}.eml`), raw);
  }
})();
