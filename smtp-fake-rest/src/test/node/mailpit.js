// Calls methods of MailpitClient on the server at the URL in the first argument. The second argument lists the calls in
// percent-encoded JSON, [[method, argument...]...]. Prints the result or error of each call; a Blob as its type and text.
const { MailpitClient } = require('mailpit-api');

async function call(client, method, args) {
  try {
    const value = await client[method](...args);
    return { value: value instanceof Blob ? { type: value.type, text: await value.text() } : value };
  } catch (error) {
    return { error: error.message };
  }
}

(async () => {
  const client = new MailpitClient(process.argv[2]);
  const results = [];
  for (const [method, ...args] of JSON.parse(decodeURIComponent(process.argv[3]))) {
    results.push(await call(client, method, args));
  }
  console.log(JSON.stringify(results));
})();
