// Covers the page by itself when it may not be read any more: the vault was locked, nobody did
// anything here for too long, or no sign of life came from the program. The program takes the page
// away too; this is for when it cannot be reached.

const COVER = "rapport-cover";
const ASK_AGAIN = 5_000;
const SILENCE = 20_000;
const TOUCHES = ["pointerdown", "keydown", "wheel", "touchmove"];

let settings;
let refused = false;
let answered = now();
let touched = now();

// One clock stands still while the computer sleeps, the other can be set.
function now() {
  return [Date.now(), performance.now()];
}

function since(then) {
  return Math.max(...now().map((clock, at) => clock - then[at]));
}

function look() {
  if (refused) cover(settings.locked);
  else if (since(answered) > SILENCE) cover(settings.silent);
  else if (settings.idle && since(touched) > settings.idle) cover(settings.away);
  else uncover();
}

async function ask() {
  try {
    const answer = await fetch(settings.ask, {
      cache: "no-store",
      signal: AbortSignal.timeout(ASK_AGAIN),
    });
    if (answer.ok) {
      answered = now();
      refused = false;
    } else if (answer.status === 403) refused = true;
  } catch {
    // no sign of life
  }
  if (settings) look();
}

function cover(sentence) {
  let sheet = document.getElementById(COVER);
  if (!sheet) {
    sheet = document.createElement("div");
    sheet.id = COVER;
    sheet.tabIndex = -1;
    sheet.setAttribute("role", "dialog");
    sheet.style.cssText =
      "position:fixed;inset:0;z-index:2147483647;padding:2rem;font:1rem/1.5 system-ui,sans-serif;" +
      "background:Canvas;color:CanvasText";
    document.documentElement.append(sheet);
    document.body.inert = true;
    sheet.focus();
  }
  if (sheet.textContent !== sentence) sheet.textContent = sentence;
}

function uncover() {
  document.getElementById(COVER)?.remove();
  document.body.inert = false;
}

function touch() {
  touched = now();
  if (document.getElementById(COVER)) ask();
}

export default function (component) {
  const first = !settings;
  settings = component.data;
  if (first) answered = touched = now();
  const asking = setInterval(ask, ASK_AGAIN);
  const looking = setInterval(look, 1_000);
  const back = () => {
    look();
    ask();
  };
  for (const kind of TOUCHES) addEventListener(kind, touch, { capture: true, passive: true });
  document.addEventListener("visibilitychange", back);
  return () => {
    clearInterval(asking);
    clearInterval(looking);
    for (const kind of TOUCHES) removeEventListener(kind, touch, { capture: true });
    document.removeEventListener("visibilitychange", back);
    settings = undefined;
    refused = false;
    uncover();
  };
}
