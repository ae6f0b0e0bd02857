// The application: a page on which people sign up, and a link and a code that they receive by mail.
import {randomInt, randomUUID} from 'node:crypto';
import http from 'node:http';
import {fileURLToPath} from 'node:url';
import nodemailer from 'nodemailer';

const SMTP = {host: process.env.SMTP_HOST ?? 'localhost', port: Number(process.env.SMTP_PORT ?? 1025)};

/** Starts on a port; 0 means any that is free. */
export function startShop(port = 0) {
  const transport = nodemailer.createTransport(SMTP);
  const codes = new Map();
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, `http://${request.headers.host}`);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (url.pathname === '/sign-up') {
      const token = randomUUID();
      codes.set(token, String(randomInt(100_000, 1_000_000)));
      response.end('<h1>Check your mail</h1>');
      await transport.sendMail({
        from: 'shop@example.org',
        to: url.searchParams.get('address'),
        subject: 'Confirm your address',
        html: `<p>Your code is ${codes.get(token)}.</p><a href="${url.origin}/confirm?token=${token}">Confirm</a>`,
      });
    } else if (url.pathname === '/confirm') {
      const token = url.searchParams.get('token');
      const isRight = codes.has(token) && codes.get(token) === url.searchParams.get('code');
      response.end(isRight
        ? '<h1>Welcome</h1>'
        : `<form><input type="hidden" name="token" value="${token}"><label>Code <input name="code"></label><button>Send</button></form>`);
    } else {
      response.end('<form action="/sign-up"><label>Address <input name="address"></label><button>Sign up</button></form>');
    }
  });
  return new Promise(resolve => server.listen(port, '127.0.0.1', () => resolve(server)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startShop(Number(process.env.PORT ?? 3000));
  console.log(`http://127.0.0.1:${server.address().port}/`);
}
