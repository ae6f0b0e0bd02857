// Makes the calls told by its second argument in JSON, [[method, argument...]...], on the server at its first, and prints
// what each returned or threw. Of a Blob it prints the type and the text.
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
  for (const [method, ...args] of JSON.parse(process.argv[3])) {
    results.push(await call(client, method, args));
  }
  console.log(JSON.stringify(results));
})();
