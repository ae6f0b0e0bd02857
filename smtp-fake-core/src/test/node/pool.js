// Sends, over one pooled connection, a message with each line of its input as the subject, and prints the reply.
const readline = require('readline');
const nodemailer = require('nodemailer');

const { transport, message } = JSON.parse(decodeURIComponent(process.argv[2]));
const pool = nodemailer.createTransport({ ...transport, pool: true, maxConnections: 1 });
const lines = readline.createInterface({ input: process.stdin });
lines.on('line', (subject) =>
  pool
    .sendMail({ ...message, subject })
    .then((info) => console.log(info.response))
    .catch((error) => console.log(error.code, error.response || error.message)),
);
lines.on('close', () => pool.close());
