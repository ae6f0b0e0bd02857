// Listens for events at the URLs of the arguments, as mailpit-ws does: connects to the first one, waits for the event "new", and
// connects to the next one when the server closes the connection. Prints a line for whatever happens.
const WebSocket = require('ws');

const urls = process.argv.slice(2);

function listen(url) {
  const socket = new WebSocket(url);
  socket.on('open', () => console.log('open'));
  socket.on('ping', () => console.log('ping'));
  socket.on('message', (text, isBinary) => {
    const event = JSON.parse(text);
    console.log(`${isBinary ? 'binary' : 'text'} ${event.Type} ${JSON.stringify(event.Data)}`);
    if (event.Type === 'new' && urls.length === 0) {
      socket.close(1000, 'enough');
    }
  });
  socket.on('close', (code, reason) => {
    console.log(`close ${code} ${reason}`);
    if (urls.length > 0) {
      listen(urls.shift());
    }
  });
  socket.on('error', (error) => console.log(`error ${error.message}`));
}

listen(urls.shift());
