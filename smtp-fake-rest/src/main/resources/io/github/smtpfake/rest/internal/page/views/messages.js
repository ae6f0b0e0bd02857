import { IconButton, Menu, Placeholder } from "../components/basics.js";
import { confirm } from "../components/dialog.js";
import { Icon } from "../components/icon.js";
import { announce, report, reportFailure } from "../components/status.js";
import { WindowList } from "../components/window-list.js";
import { html, useEffect } from "../lib/preact.js";
import { useKeys } from "../state/keys.js";
import {
  clearSelection,
  currentFilters,
  mark,
  markAll,
  messages,
  onArrival,
  remove,
  removeAll,
  selection,
  selectRange,
  toggleSelected,
} from "../state/messages.js";
import { useObservable } from "../state/observable.js";
import { go, href, route } from "../state/route.js";
import { server } from "../state/server.js";
import { texts } from "../texts.js";
import { fullTime, nameOf, shortTime, size } from "../util/format.js";
import { Empty } from "./empty.js";
import { MessageView } from "./message.js";
import { Recipients } from "./recipients.js";

const ROW_HEIGHT = 76;

/** The list of messages, and the message that the address names beside it or, on a small screen, instead of it. */
export function MessagesView() {
  const { id, search } = useObservable(route);
  const { matched, total, loaded, error } = useObservable(messages);
  useListKeys(id);
  useAnnouncements();
  if (loaded && !error && total === 0 && !id) {
    return html`<${Empty} />`;
  }
  return html`<${Recipients} />
    <section class=${`list-pane ${id ? "beside" : ""}`} aria-label=${texts.list.label}>
      <${Toolbar} search=${search} />
      ${error && html`<p class="notice bad" role="alert">${error}</p>`}
      ${loaded && !error && matched === 0 && html`<${NothingFound} />`}
      <${WindowList} window=${messages} rowHeight=${ROW_HEIGHT} label=${texts.list.label} Row=${MessageRow} currentId=${id} restartKey=${search} />
    </section>
    <section class=${`detail-pane ${id ? "" : "empty"}`} aria-label=${texts.message.label}>
      ${id ? html`<${MessageView} id=${id} key=${id} />` : html`<${Placeholder} icon="messages" title=${texts.message.none} detail=${texts.message.noneDetail} />`}
    </section>`;
}

function NothingFound() {
  return html`<${Placeholder} icon="search" title=${texts.list.nothingFound} detail=${texts.list.nothingFoundDetail}>
    <button type="button" class="button" onClick=${() => go({ view: "messages", search: "" })}>${texts.list.clearSearch}</button></${Placeholder}>`;
}

/** Goes to the row at a distance from the current one. */
export function move(id, step) {
  const index = messages.indexOf(id);
  const target = messages.at(id ? index + step : 0);
  if (target && (index >= 0 || !id)) {
    go({ view: "messages", id: target.id, tab: route.value.tab }, { replace: Boolean(id) });
  }
}

function useListKeys(id) {
  useKeys({
    j: () => move(id, 1),
    k: () => move(id, -1),
    Escape: () => (selection.value.ids.size > 0 ? clearSelection() : id && go({ view: "messages" })),
    x: () => id && toggleSelected(id),
    d: () => deleteChosen(id),
    u: () => toggleRead(id),
  });
}

function toggleRead(id) {
  const ids = selection.value.ids.size > 0 ? [...selection.value.ids] : [id].filter(Boolean);
  const first = messages.value.rows.find((row) => row.id === ids[0]);
  mark(ids, !(first?.read ?? true)).catch(reportFailure);
}

/** Deletes the selected messages after a question, or, without a selection, the given one. */
export async function deleteChosen(id) {
  const ids = [...selection.value.ids];
  if (ids.length === 0 && id) {
    await deleteOne(id);
  } else if (ids.length > 0 && (await confirmDeletion(ids.length, texts.dialog.deleteDetail))) {
    if (ids.includes(route.value.id)) {
      go({ view: "messages" });
    }
    await remove(ids).then(() => report(texts.dialog.done(ids.length)), reportFailure);
  }
}

/** Deletes the message and shows the next one. */
export async function deleteOne(id) {
  const index = messages.indexOf(id);
  const next = index < 0 ? undefined : (messages.at(index + 1) ?? messages.at(index - 1));
  if (route.value.id === id) {
    go({ view: "messages", id: next?.id ?? "", tab: route.value.tab }, { replace: true });
  }
  await remove([id]).then(() => report(texts.dialog.done(1)), reportFailure);
}

function confirmDeletion(count, detail) {
  return confirm({ title: texts.dialog.deleteTitle(count), detail, action: texts.dialog.deleteConfirm(count) });
}

async function deleteAll() {
  const { matched } = messages.value;
  // A search that is still typed may change the filters while the question is open.
  const chosen = currentFilters();
  const detail = route.value.search ? texts.dialog.deleteDetail : texts.dialog.deleteAllDetail;
  if (await confirmDeletion(matched, detail)) {
    go({ view: "messages" }, { replace: true });
    await removeAll(chosen).then((deleted) => report(texts.dialog.done(deleted)), reportFailure);
  }
}

const ANNOUNCE_MILLIS = 1000;

/** Tells screen readers about arrivals, in one sentence a second. */
function useAnnouncements() {
  useEffect(() => {
    let arrived = [];
    let timer = 0;
    const stop = onArrival((message) => {
      arrived.push(message);
      timer ||= setTimeout(() => {
        const [first] = arrived;
        announce(arrived.length === 1 ? texts.live.arrived(senderOf(first), first.subject ?? texts.list.noSubject) : texts.live.arrivedMany(arrived.length));
        arrived = [];
        timer = 0;
      }, ANNOUNCE_MILLIS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
}

function Toolbar({ search }) {
  const { matched, rows, total = 0 } = useObservable(messages);
  const { ids } = useObservable(selection);
  const { offersDeleteAll } = useObservable(server);
  if (ids.size > 0) {
    return html`<div class="toolbar selecting" role="toolbar" aria-label=${texts.count.selected(ids.size)}>
      <${IconButton} icon="close" label=${texts.list.clearSelection} onClick=${clearSelection} />
      <p class="toolbar-text" role="status">${texts.count.selected(ids.size)}</p>
      <${IconButton} icon="read" label=${texts.list.markRead} onClick=${() => mark([...ids], true).catch(reportFailure)} />
      <${IconButton} icon="unread" label=${texts.list.markUnread} onClick=${() => mark([...ids], false).catch(reportFailure)} />
      <${IconButton} icon="trash" label=${texts.list.delete} onClick=${() => deleteChosen("")} />
    </div>`;
  }
  const items = [
    { label: texts.list.selectLoaded(rows.length), run: () => selectRange(messages.value.rows), disabled: matched === 0 },
    { label: texts.list.markAllRead, run: () => markAll(true).catch(reportFailure), disabled: matched === 0 },
  ];
  if (offersDeleteAll) {
    items.push({ label: texts.list.deleteAll, run: deleteAll, danger: true, disabled: matched === 0 });
  }
  return html`<div class="toolbar"><p class="toolbar-text" role="status">${search ? texts.count.of(matched, total) : texts.count.messages(matched)}</p>
    <${Recipients} compact /><${Menu} icon="more" label=${texts.menu.more} items=${items} class="right" /></div>`;
}

/** Returns who sent the message, for people: the From header, or else the envelope. */
export function senderOf(message) {
  return message.from.length > 0 ? nameOf(message.from[0]) : message.envelope.sender || texts.list.nullSender;
}

function recipientsOf(message) {
  const [first, ...others] = message.envelope.recipients;
  return first === undefined ? texts.list.noRecipients : others.length > 0 ? `${first} ${texts.count.more(others.length)}` : first;
}

function MessageRow({ row, current }) {
  const { ids } = useObservable(selection);
  const selected = ids.has(row.id);
  const subject = row.subject || texts.list.noSubject;
  const state = `${row.read ? "" : "unread"} ${current ? "current" : ""} ${selected ? "selected" : ""}`;
  return html`<div class=${`row ${state}`}>
    <label class="row-check"><input type="checkbox" checked=${selected} onChange=${() => toggleSelected(row.id)} aria-label=${texts.list.select(subject)} /></label>
    <a class="row-link" href=${href({ view: "messages", id: row.id, tab: route.value.tab })} aria-current=${current ? "true" : undefined}>
      <span class="row-top"><span class="row-sender">${senderOf(row)}</span>${!row.read && html`<span class="hidden">${texts.list.unread}</span>`}
        <time class="row-time" datetime=${row.receivedAt} title=${fullTime(row.receivedAt)}>${shortTime(row.receivedAt)}</time></span>
      <span class=${`row-subject ${row.subject ? "" : "missing"}`}>${row.unreadable ? texts.list.unreadable : subject}</span>
      <span class="row-bottom"><span class="row-recipients" title=${row.envelope.recipients.slice(0, 20).join("\n")}><span class="row-to">${texts.list.to}</span> ${recipientsOf(row)}</span>
        <${Marks} row=${row} /><span class="row-size">${size(row.size)}</span></span>
    </a>
  </div>`;
}

function Marks({ row }) {
  return html`${row.attachmentCount > 0 && html`<span class="mark" title=${texts.count.attachments(row.attachmentCount)}><${Icon} name="paperclip" /><span class="hidden">${texts.count.attachments(row.attachmentCount)}</span></span>`}
    ${row.problemCount > 0 && html`<span class="mark warn" title=${texts.count.problems(row.problemCount)}><${Icon} name="warning" /><span class="hidden">${texts.count.problems(row.problemCount)}</span></span>`}`;
}
