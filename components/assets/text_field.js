// A text field that keeps what is typed: sent after one second of silence, every few seconds while
// somebody types on, and at once when the field is left, the page is hidden, or Ctrl+Enter asks to
// save. Until that is answered it takes no more letters.
// A sending that was not answered is sent again until it is: the connection may be away.
// Streamlit's own text area sends on leaving only, so a reload loses what stands in it.

const SILENCE = 1000;
const AT_LEAST_EVERY = 3000;
const PATIENCE = 15_000;
const AGAIN = 4000;
const AGAIN_AT_MOST = 10_000;
const AWAY = "Not kept yet: the connection is away. It is sent as soon as it is back.";

function build(root, data) {
  const label = document.createElement("label");
  const name = document.createElement("span");
  const field = document.createElement("textarea");
  const state = document.createElement("span");
  field.rows = data.rows;
  field.value = data.text;
  state.className = "state";
  state.setAttribute("role", "status");
  label.append(name, field);
  root.append(label, state);
  return {
    field, state, name, asked: data.asked, vault: data.vault, window: data.window,
    generation: data.generation, sent: data.text, count: data.heard, typed: false, waits: AGAIN,
    unheard: false,
  };
}

export default function (component) {
  const { parentElement: root, data, setStateValue, setTriggerValue } = component;
  const own = root.rapport ?? (root.rapport = build(root, data));
  const { field, state } = own;

  own.name.textContent = data.label;
  const release = () => {
    clearTimeout(own.held);
    field.readOnly = false;
    state.textContent = "";
  };
  if (own.vault !== data.vault) {
    field.value = own.sent = data.text;
    own.typed = own.unheard = false;
    release();
  } else if (own.window !== data.window) {
    // Another session of the program answers: what stands on the screen is what is to be kept.
    own.typed = field.value !== data.text;
    own.sent = data.text;
    own.unheard = false;
    release();
  } else if (own.generation !== data.generation) {
    // The form begins anew; what was typed on while the last one was saved is not lost with it.
    const since = field.value === own.sent ? null : field.value;
    const same = data.text === own.sent;
    const grown = !same && own.sent !== "" && since?.startsWith(own.sent);
    own.typed = since !== null && (same || grown);
    field.value = grown ? data.text + since.slice(own.sent.length) : own.typed ? since : data.text;
    own.sent = data.text;
    release();
  }
  own.vault = data.vault;
  own.window = data.window;
  own.generation = data.generation;

  const hold = () => {
    // What comes between asking to save and the answer would stand in a field that is about to go.
    field.readOnly = true;
    state.textContent = "Saving …";
    clearTimeout(own.held);
    own.held = setTimeout(release, PATIENCE);
  };
  if (own.asked !== data.asked) {
    own.asked = data.asked;
    release();
  }

  const awaitAnswer = () => {
    clearTimeout(own.again);
    own.again = setTimeout(() => {
      if (own.waits > AGAIN && !field.readOnly) state.textContent = AWAY;
      own.waits = Math.min(own.waits * 1.5, AGAIN_AT_MOST);
      give();
    }, own.waits);
  };
  const give = () => {
    own.count = Math.max(own.count, data.heard) + 1;
    own.sent = field.value;
    own.since = undefined;
    own.unheard = true;
    setStateValue("text", { text: field.value, generation: own.generation, count: own.count });
    awaitAnswer();
  };
  const send = () => {
    clearTimeout(own.timer);
    if (field.value !== own.sent) give();
  };
  if (data.heard >= own.count) own.unheard = false;
  if (own.unheard) {
    awaitAnswer();
  } else {
    clearTimeout(own.again);
    own.waits = AGAIN;
    if (state.textContent === AWAY) state.textContent = "";
    // Only what the vault holds is called kept.
    const kept = own.typed && field.value && data.kept && field.value === own.sent;
    if (kept && !field.readOnly) state.textContent = "Draft kept";
  }

  field.oninput = () => {
    own.typed = true;
    if (state.textContent !== AWAY) state.textContent = "";
    own.since ??= Date.now();
    clearTimeout(own.timer);
    const left = own.since + AT_LEAST_EVERY - Date.now();
    own.timer = setTimeout(send, Math.max(0, Math.min(SILENCE, left)));
  };
  field.onblur = send;
  field.onkeydown = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    send(); // whoever saves looks for the newest text there
    hold();
    setTriggerValue("save", { text: field.value, generation: own.generation, count: own.count });
  };
  const hidden = () => document.visibilityState === "hidden" && send();
  const back = () => own.unheard && give();
  document.addEventListener("visibilitychange", hidden);
  window.addEventListener("pagehide", send);
  window.addEventListener("online", back);
  if (own.typed && field.value !== own.sent && own.since === undefined) send();

  return () => {
    document.removeEventListener("visibilitychange", hidden);
    window.removeEventListener("pagehide", send);
    window.removeEventListener("online", back);
    send();
    clearTimeout(own.again);
  };
}
