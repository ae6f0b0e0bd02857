import { IconButton, Menu, Placeholder } from "../components/basics.js";
import { announce, reportFailure } from "../components/status.js";
import { WindowList } from "../components/window-list.js";
import { html, useEffect } from "../lib/preact.js";
import { useKeys } from "../state/keys.js";
import { currentFilters, markAll, messages, onArrivals } from "../state/messages.js";
import { useObservable } from "../state/observable.js";
import { go, route } from "../state/route.js";
import { clearSelection, selectedCount, selection, selectTo, toggleSelected } from "../state/selection.js";
import { server } from "../state/server.js";
import { texts } from "../texts.js";
import { rowOf } from "../util/focus.js";
import { senderOf, subjectOf } from "../util/format.js";
import { deleteAll, deleteChosen, endSelection, markChosen, move, selectAllMatches, toggleRead } from "./actions.js";
import { Empty } from "./empty.js";
import { MessageView } from "./message.js";
import { MessageRow } from "./message-row.js";
import { Recipients } from "./recipients.js";
import { useReturnToRow } from "./return-to-row.js";

const ROW_HEIGHT = 76;

/** The list of messages, and the message that the address names beside it or, on a small screen, instead of it. */
export function MessagesView() {
  const { id, search } = useObservable(route);
  const { matched, total, loaded, error } = useObservable(messages);
  useListKeys(id);
  useAnnouncements();
  useReturnToRow(messages, id);
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

function useListKeys(id) {
  const row = (event) => rowOf(event.target) || id;
  useKeys({
    j: () => move(messages, "messages", id, 1),
    k: () => move(messages, "messages", id, -1),
    Escape: () => (selectedCount(selection.value) > 0 ? clearSelection() : id && go({ view: "messages" })),
    x: (event) => row(event) && toggleSelected(row(event), messages.value.rows),
    X: (event) => row(event) && selectTo(row(event), messages.value.rows),
    d: () => deleteChosen(id),
    u: () => toggleRead(id),
  });
}

/** Tells screen readers about arrivals, in one sentence a second. */
function useAnnouncements() {
  useEffect(
    () =>
      onArrivals(({ newest, count, missed }) => {
        const one = texts.live.arrived(senderOf(newest), subjectOf(newest));
        announce(missed ? texts.live.missed(count) : count === 1 ? one : texts.live.arrivedMany(count));
      }),
    [],
  );
}

function Toolbar({ search }) {
  const { matched, total } = useObservable(messages);
  const selected = useObservable(selection);
  const { offersDeleteAll } = useObservable(server);
  const count = selectedCount(selected);
  if (count > 0) {
    const text = selected.all ? texts.count.allSelected(count) : texts.count.selected(count);
    return html`<div class="toolbar selecting" role="group" aria-label=${text}>
      <${IconButton} icon="close" label=${texts.list.clearSelection} onClick=${endSelection} />
      <p class="toolbar-text" role="status">${text}</p>
      <${IconButton} icon="read" label=${texts.list.markRead} onClick=${() => markChosen("", true)} />
      <${IconButton} icon="unread" label=${texts.list.markUnread} onClick=${() => markChosen("", false)} />
      <${IconButton} icon="trash" label=${texts.list.delete} onClick=${() => deleteChosen("")} />
    </div>`;
  }
  const items = [
    { label: search ? texts.list.selectMatches(matched) : texts.list.selectAll(matched), run: selectAllMatches, disabled: matched === 0 },
    { label: texts.list.markAllRead, run: () => markAll(currentFilters(), true, () => true).catch(reportFailure), disabled: matched === 0 },
  ];
  if (offersDeleteAll) {
    items.push({ label: texts.list.deleteAll, run: deleteAll, danger: true, disabled: matched === 0 });
  }
  return html`<div class="toolbar" role="group" aria-label=${texts.list.actions}>
    <p class="toolbar-text" role="status">${search ? texts.count.of(matched, total) : texts.count.messages(matched)}</p>
    <${Recipients} compact /><${Menu} icon="more" label=${texts.menu.more} items=${items} class="right" /></div>`;
}
