import { CopyButton, Words } from "../components/basics.js";
import { Icon } from "../components/icon.js";
import { html } from "../lib/preact.js";
import { useObservable } from "../state/observable.js";
import { server } from "../state/server.js";
import { texts } from "../texts.js";

/** What the page shows before the first mail: how to send one. */
export function Empty() {
  const { info } = useObservable(server);
  const host = location.hostname.replace(/^\[|\]$/g, "") || "localhost";
  const port = info?.smtpPort ?? 1025;
  const shown = host.includes(":") ? `[${host}]` : host;
  const samples = [
    { name: texts.empty.swaks, text: `swaks --server ${shown}:${port} --from app@example.org --to ada@example.org --header "Subject: Hello"` },
    {
      name: texts.empty.curl,
      text: `printf 'From: app@example.org\\r\\nTo: ada@example.org\\r\\nSubject: Hello\\r\\n\\r\\nIt works.\\r\\n' |\n  curl smtp://${shown}:${port} --mail-from app@example.org --mail-rcpt ada@example.org --upload-file -`,
    },
    { name: texts.empty.spring, text: `spring.mail.host=${host}\nspring.mail.port=${port}` },
  ];
  return html`<section class="empty-state" aria-labelledby="empty-title">
    <${Icon} name="messages" /><h2 id="empty-title">${texts.empty.title}</h2><p>${texts.empty.detail}</p>
    <div class="samples">${samples.map(
      ({ name, text }) => html`<figure key=${name}><figcaption>${name}<${CopyButton} text=${text} label=${`${texts.empty.copy}: ${name}`} /></figcaption>
      <pre><code><${Words} text=${text} /></code></pre></figure>`,
    )}</div>
    <p class="muted">${texts.empty.port}</p>
  </section>`;
}
