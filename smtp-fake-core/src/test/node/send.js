// Sends a message as told by its argument, percent-encoded JSON, and prints the reply or the code of the error.
const nodemailer = require('nodemailer');

const { transport, message } = JSON.parse(decodeURIComponent(process.argv[2]));
nodemailer
  .createTransport(transport)
  .sendMail(message)
  .then((info) => console.log(info.response))
  .catch((error) => {
    console.log(error.code, error.response || error.message);
    process.exitCode = 1;
  });
