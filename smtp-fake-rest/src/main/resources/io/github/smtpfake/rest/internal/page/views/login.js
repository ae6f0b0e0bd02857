import { api } from "../api/client.js";
import { Words } from "../components/basics.js";
import { html, useRef, useState } from "../lib/preact.js";
import { server } from "../state/server.js";
import { texts } from "../texts.js";

/** Asks for a token. The server answers with a cookie that scripts cannot read. */
export function Login() {
  const [token, setToken] = useState("");
  const [error, setError] = useState("");
  const input = useRef(null);
  const submit = async (event) => {
    event.preventDefault();
    try {
      await api.login(token);
    } catch (failure) {
      setError(failure.status === 401 ? texts.login.wrong : failure.message);
      // What is typed next replaces the token.
      input.current.select();
    }
  };
  return html`<main class="login"><h1>${server.value.name}</h1>
    <form onSubmit=${submit}><h2>${texts.login.title}</h2><p><${Words} text=${texts.login.detail} /></p>
      <label for="token">${texts.login.token}</label>
      <input ref=${input} id="token" type="password" autocomplete="current-password" required autofocus value=${token} aria-describedby="token-error"
        onInput=${(event) => setToken(event.target.value)} />
      <p id="token-error" class="field-error" role="alert">${error}</p>
      <button type="submit" class="button primary">${texts.login.submit}</button></form></main>`;
}
