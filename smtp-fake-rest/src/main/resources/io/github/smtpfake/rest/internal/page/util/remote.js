/** Finds what the HTML of a message would load from other servers. Nothing is loaded: the document that is examined is inert. */

const ATTRIBUTES = [
  ["img", "src", "image"],
  ["img", "srcset", "image"],
  ["source", "src", "media"],
  ["source", "srcset", "image"],
  ["input", "src", "image"],
  ["image", "href", "image"],
  ["use", "href", "image"],
  ["feimage", "href", "image"],
  ["video", "src", "media"],
  ["video", "poster", "image"],
  ["audio", "src", "media"],
  ["track", "src", "media"],
  ["iframe", "src", "frame"],
  ["frame", "src", "frame"],
  ["object", "data", "other"],
  ["embed", "src", "other"],
  ["script", "src", "script"],
  ["link", "href", "link"],
];

/** Each part is bounded, and no URL contains the beginning of another, so that hostile styles cost no more than others. */
const URL_IN_STYLE =
  /url\(\s{0,100}(?:"([^"(]{0,2000})"|'([^'(]{0,2000})'|([^()\s"']{0,2000}))\s{0,100}\)|@import\s{1,100}(?:"([^"(]{0,2000})"|'([^'(]{0,2000})')/gi;
const MAX_STYLE = 1024 * 1024;

const policy = globalThis.trustedTypes?.createPolicy("smtp-fake-inert", { createHTML: (html) => html });

function isRemote(url) {
  return /^\s*(?:https?|ftp|wss?):/i.test(url) || /^\s*[\\/]{2}/.test(url);
}

function urlsOf(attribute, value) {
  return attribute === "srcset" ? value.split(",").map((one) => one.trim().split(/\s+/)[0]) : [value];
}

function inStyle(css) {
  return [...css.slice(0, MAX_STYLE).matchAll(URL_IN_STYLE)].map((match) => match.slice(1).find((url) => url !== undefined) ?? "");
}

/** Renames styles, which the policy of this page would report as violations although nothing applies them. */
function withoutStyles(html) {
  return html.replace(/(<\/?)style(?=[\s/>])/gi, "$1x-style").replace(/([\s"'])style(?=\s*=)/gi, "$1data-style");
}

/** Returns the remote references of the HTML: {url, kind}, each once, in the order of the document. */
export function remoteReferences(html) {
  const text = withoutStyles(html);
  // A parsed document has no browsing context, so it neither runs scripts nor loads anything.
  const document = new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
  const found = new Map();
  const add = (url, kind) => {
    if (isRemote(url) && !found.has(url)) {
      found.set(url, { url: url.trim(), kind });
    }
  };
  for (const element of document.querySelectorAll("*")) {
    examine(element, add);
  }
  return [...found.values()];
}

function examine(element, add) {
  const name = element.localName.toLowerCase();
  for (const [tag, attribute, kind] of ATTRIBUTES) {
    const value = tag === name && (element.getAttribute(attribute) ?? element.getAttribute(`xlink:${attribute}`));
    if (value) {
      const isStyle = name === "link" && /stylesheet/i.test(element.getAttribute("rel") ?? "");
      urlsOf(attribute, value).forEach((url) => add(url, isStyle ? "style" : kind));
    }
  }
  if (element.hasAttribute("background")) {
    add(element.getAttribute("background"), "image");
  }
  if (element.hasAttribute("data-style")) {
    inStyle(element.getAttribute("data-style")).forEach((url) => add(url, "image"));
  }
  if (name === "x-style") {
    inStyle(element.textContent).forEach((url) => add(url, "font"));
  }
}
