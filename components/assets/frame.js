// The frame of every page: the menu, the way out of the example, and the key that hides the screen.
// Esc hides it behind a blank page, and shows it again; so does the button, for phones. What is open
// over the page, such as a list or a calendar, is closed first, by whoever opened it.

import { applySize, keysAreOn, listKeys } from "./device.js";

const BLANK = "rapport-hidden";
const OPEN = '[role="listbox"], [role="dialog"], [role="alertdialog"], [role="menu"], ' +
  "dialog[open]";
const PATIENCE = 6000;
const LOOK = 50;

const element = (tag, className, parent) => {
  const made = document.createElement(tag);
  made.className = className;
  parent?.append(made);
  return made;
};

// ---- hide -----------------------------------------------------------------------------------

function hide(background) {
  let before = document.activeElement;
  while (before?.shadowRoot?.activeElement) before = before.shadowRoot.activeElement;
  const blank = element("div", "", document.body);
  blank.id = BLANK;
  blank.tabIndex = -1;
  blank.setAttribute("role", "dialog");
  blank.setAttribute("aria-label", "Hidden. Press Esc or tap to go on.");
  blank.style.cssText = `position:fixed;inset:0;z-index:2147483647;background:${background}`;
  blank.onclick = show;
  blank.back = () => before?.isConnected && before.focus({ preventScroll: true });
  blank.focus();
}

function show() {
  const blank = document.getElementById(BLANK);
  blank?.remove();
  blank?.back();
}

const somethingOpen = () =>
  [...document.querySelectorAll(OPEN)].some((node) => node.id !== BLANK && node.checkVisibility());

// ---- what screen readers say --------------------------------------------------------------------

// What somebody typed is escaped for Markdown, and Streamlit hands it on to screen readers as it is:
// they would say each backslash.
const SPOKEN = ["aria-label", "alt", "title"];
const ESCAPING = SPOKEN.map((name) => `[${name}*="\\\\"]`).join();
const ESCAPED = /\\([!-/:-@[-`{-~])/g;

function speakPlainly(node) {
  for (const name of SPOKEN) {
    const words = node.getAttribute(name);
    if (words?.includes("\\")) node.setAttribute(name, words.replace(ESCAPED, "$1"));
  }
}

// frame.css writes other words than "Upload" on this button, which not every reader takes for a name.
const FILES = '[data-testid="stFileUploaderDropzone"] button:not([aria-label])';

// A picture is told as a whole; what drags a stretch of it out would be a mark without words.
const MARKS = '[data-testid="stVegaLiteChart"] [role="graphics-symbol"]:not([aria-hidden])';

function speakPlainlyIn(part) {
  for (const mark of part.querySelectorAll(MARKS)) mark.setAttribute("aria-hidden", "true");
  for (const node of part.querySelectorAll(ESCAPING)) speakPlainly(node);
  for (const button of part.querySelectorAll(FILES)) {
    button.setAttribute("aria-label", "Choose a file");
  }
}

new MutationObserver((changes) => {
  for (const { target } of changes) {
    speakPlainly(target);
    speakPlainlyIn(target);
  }
}).observe(document.body, { subtree: true, childList: true, attributeFilter: SPOKEN });
speakPlainlyIn(document);

// ---- movement -----------------------------------------------------------------------------------

// Streamlit lets folds grow for half a second, and what one taps moves away meanwhile, also where the
// device was asked for less movement.
const still = matchMedia("(prefers-reduced-motion: reduce)");
const animate = Element.prototype.animate;
Element.prototype.animate = function (frames, options) {
  const timing = typeof options === "number" ? { duration: options } : options;
  return animate.call(this, frames, still.matches ? { ...timing, duration: 0 } : options);
};

// ---- beginning a page at its top --------------------------------------------------------------

const main = () => document.querySelector('[data-testid="stMain"]');
const running = () =>
  document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning";

// Where nobody has gone elsewhere meanwhile, the heading gets the focus once the page stands.
function beginAtTop(own) {
  clearInterval(own.waits);
  main()?.scrollTo(0, 0);
  const asked = Date.now();
  own.waits = setInterval(() => {
    if (running() && Date.now() - asked < PATIENCE) return;
    clearInterval(own.waits);
    const there = document.activeElement;
    const free = !there?.isConnected || there === document.body || own.header.contains(there) ||
      there.closest("button, a, [role=radio]");
    const heading = main()?.querySelector("h1");
    if (!free || !heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    main().scrollTo(0, 0);
  }, LOOK);
}

// ---- answers by keyboard ----------------------------------------------------------------------

// In a group of answers the arrows choose, as everywhere on the web; here they only move. Whoever
// goes over several places means the one where they rest.
const REST = 300;

function chooseByArrow(own, event) {
  const rested = own.rests;
  clearTimeout(rested);
  own.rests = undefined;
  const choose = () => {
    own.rests = undefined;
    const there = document.activeElement;
    const radio = there?.getAttribute("role") === "radio" && there.closest('[role="radiogroup"]');
    if (radio && there.getAttribute("aria-checked") !== "true") there.click();
  };
  if (rested && event.key === "Tab") choose();
  if (event.key.startsWith("Arrow") && event.target.closest?.('[role="radiogroup"]'))
    own.rests = setTimeout(choose, REST);
}

// ---- keys for a desk --------------------------------------------------------------------------

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]';
const FIELD = '[data-testid="stMain"] input[type="search"]';

// What has the focus, also inside of a part with a tree of its own.
const typing = (event) => event.composedPath()[0]?.closest?.(TYPING);

function find(own) {
  const asked = Date.now();
  clearInterval(own.finds);
  own.finds = setInterval(() => {
    const field = document.querySelector(FIELD);
    if ((running() || !field) && Date.now() - asked < PATIENCE) return;
    clearInterval(own.finds);
    field?.focus();
  }, LOOK);
}

function explain(own, data) {
  own.explained?.remove();
  const box = (own.explained = element("dialog", "rapport-keys", document.body));
  const title = element("h2", "", box);
  title.id = "rapport-keys-title";
  title.textContent = data.keysTitle;
  box.setAttribute("aria-labelledby", title.id);
  listKeys(box, data.keys);
  const close = element("button", "", box);
  close.type = "button";
  close.textContent = data.close;
  close.onclick = () => box.close();
  box.showModal();
}

function useKey(own, data, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (typing(event) || somethingOpen() || document.getElementById(BLANK) || !keysAreOn()) return;
  const uses = {
    n: () => own.links.get("write").click(),
    "/": () => {
      if (!document.querySelector(FIELD)) own.links.get("notes").click();
      find(own);
    },
    "?": () => explain(own, data),
  };
  if (!Object.hasOwn(uses, event.key)) return;
  event.preventDefault();
  uses[event.key]();
}

// ---- menu -------------------------------------------------------------------------------------

// As the browser's own back and forward: Streamlit looks at the address again, without a reload.
function go(event, link, again) {
  const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || elsewhere) return;
  event.preventDefault();
  const { pathname, search } = location;
  if (link.pathname === pathname && link.search === search) return again();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
}

function build(root) {
  const header = element("header", "rapport-bar", root);
  const own = { header, links: new Map() };
  own.brand = element("a", "rapport-name", header);
  own.nav = element("nav", "rapport-menu", header);
  own.nav.setAttribute("aria-label", "Menu");
  own.side = element("div", "rapport-side", header);
  own.example = element("span", "rapport-example", own.side);
  own.exampleWords = element("span", "", own.example);
  own.leave = element("button", "", own.example);
  own.after = element("span", "rapport-links", own.side);
  own.lock = element("button", "rapport-lock", own.side);
  own.hide = element("button", "rapport-hide", own.side);
  for (const button of [own.leave, own.lock, own.hide]) button.type = "button";
  return own;
}

function link(own, parent, entry, again) {
  let made = own.links.get(entry.key);
  if (!made) {
    made = element("a", entry.look, parent);
    own.links.set(entry.key, made);
  }
  made.textContent = entry.label;
  made.href = entry.href;
  made.onclick = (event) => go(event, made, again);
  if (entry.current) made.setAttribute("aria-current", entry.current);
  else made.removeAttribute("aria-current");
}

export default function (component) {
  const { parentElement: root, data, setTriggerValue } = component;
  const own = root.rapport ?? (root.rapport = build(root));
  const again = () => setTriggerValue("again", true);

  own.brand.textContent = data.name;
  own.brand.href = data.home;
  own.brand.onclick = (event) => go(event, own.brand, again);
  for (const entry of data.menu) link(own, own.nav, entry, again);
  for (const entry of data.side) link(own, own.after, entry, again);

  own.example.hidden = !data.example;
  own.exampleWords.textContent = data.example ? "Example data" : "";
  own.example.title = data.example ?? "";
  own.leave.textContent = "leave";
  own.leave.setAttribute("aria-label", data.leave);
  own.leave.onclick = () => setTriggerValue("leave", true);
  own.lock.hidden = !data.lock;
  own.lock.textContent = data.lock ?? "";
  own.lock.onclick = () => setTriggerValue("lock", true);

  const turn = () =>
    document.getElementById(BLANK)
      ? show()
      : hide(getComputedStyle(own.header).getPropertyValue("--rapport-ground") || "#fff");
  own.hide.textContent = data.hide;
  own.hide.title = "Hides the screen. So does the Esc key.";
  own.hide.onclick = turn;

  if (own.beginning !== undefined && own.beginning !== data.beginning) beginAtTop(own);
  own.beginning = data.beginning;

  applySize(data.percents);
  const pressed = (event) => {
    chooseByArrow(own, event);
    useKey(own, data, event);
    // An input method uses Esc for itself.
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
    if (document.getElementById(BLANK) || !somethingOpen()) turn();
  };
  document.addEventListener("keydown", pressed, true);
  return () => document.removeEventListener("keydown", pressed, true);
}
