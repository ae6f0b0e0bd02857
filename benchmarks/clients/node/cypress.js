// What cypress-mailpit needs of Cypress, without a browser: commands that return promises, and cy.request with its failures.
import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';

const settings = { MAILPIT_URL: process.env.MAILPIT_URL };
globalThis.Cypress = { expose: (name) => settings[name], config: () => 4000 };

async function request({ method, url, body, qs }) {
  const target = new URL(url);
  Object.entries(qs ?? {}).forEach(([name, value]) => target.searchParams.set(name, value));
  const response = await fetch(target, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    // Cypress reports the standard text, whatever the server sends.
    throw new Error(`${response.status}: ${STATUS_CODES[response.status]}\n${text}`);
  }
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

globalThis.cy = {
  env: async () => ({}),
  request,
  wrap: async (value) => value,
  wait: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
};

// The package is written for a bundler: it has import statements, but no type in package.json.
const source = readFileSync(new URL('node_modules/cypress-mailpit/dist/src/MailpitCommands.js', import.meta.url), 'utf8');
const { MailpitCommands } = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);

/** The commands, as methods that return promises. */
export const commands = new MailpitCommands();
