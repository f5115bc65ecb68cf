// What this browser remembers for itself: the size of text, and whether single keys do something.
// Neither leaves it: another device has other eyes and no keyboard. *More* draws it.

const SIZE = "rapport-text-size";
const KEYS = "rapport-keys";

// Where a browser keeps nothing, it lasts as long as the page.
const lasting = new Map();

function read(name) {
  try {
    return localStorage.getItem(name) ?? lasting.get(name);
  } catch {
    return lasting.get(name);
  }
}

function keep(name, value) {
  lasting.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // It may not keep anything: it holds until the page is closed.
  }
}

export const keysAreOn = () => read(KEYS) !== "off";

// In percent of what the browser shows: whoever made letters larger there keeps that. Pictures are
// measured in pixels and follow as a whole.
const USUAL = 16;

export function applySize(percents) {
  const root = document.documentElement;
  const percent = percents[read(SIZE)];
  root.style.fontSize = percent ? `${percent}%` : "";
  const shown = Number.parseFloat(getComputedStyle(root).fontSize);
  root.style.setProperty("--rapport-letters", shown / USUAL);
}

const element = (tag, parent, text = "") => {
  const made = document.createElement(tag);
  made.textContent = text;
  parent.append(made);
  return made;
};

function choice(parent, kind, name, words, checked, onchange) {
  const label = element("label", parent);
  const field = element("input", label);
  Object.assign(field, { type: kind, name, checked, onchange: () => onchange(field.checked) });
  element("span", label, words);
}

export function listKeys(parent, keys) {
  const list = element("dl", parent);
  for (const [key, words] of keys) {
    const row = element("div", list);
    element("kbd", element("dt", row), key);
    element("dd", row, words);
  }
}

export default function (component) {
  const { parentElement: root, data } = component;
  if (root.querySelector(".rapport-device")) return;
  const place = element("div", root);
  place.className = "rapport-device";

  const sizes = element("fieldset", place);
  element("legend", sizes, data.ask);
  const now = read(SIZE) ?? data.usual;
  for (const [size, words] of Object.entries(data.sizes))
    choice(sizes, "radio", SIZE, words, size === now, () => {
      keep(SIZE, size);
      applySize(data.percents);
    });

  const keys = element("fieldset", place);
  element("legend", keys, data.askKeys);
  choice(keys, "checkbox", KEYS, data.keysOn, keysAreOn(), (on) => keep(KEYS, on ? "on" : "off"));
  listKeys(keys, data.keys);
}
