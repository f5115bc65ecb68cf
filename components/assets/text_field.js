// A text field that keeps what is typed: sent after one second of silence, and at once when the
// field is left, the page is hidden, or Ctrl+Enter asks to save. Until that is answered it takes no
// more letters.
// Streamlit's own text area sends on leaving only, so a reload loses what stands in it.

const SILENCE = 1000;
const PATIENCE = 15_000;

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
  return { field, state, name, asked: data.asked, generation: data.generation, sent: data.text, typed: false };
}

export default function (component) {
  const { parentElement: root, data, setStateValue, setTriggerValue } = component;
  const own = root.rapport ?? (root.rapport = build(root, data));
  const { field, state } = own;

  own.name.textContent = data.label;
  if (own.generation !== data.generation) {
    own.generation = data.generation;
    own.typed = field.value !== own.sent && data.text === own.sent; // typed while it was saved
    if (!own.typed) field.value = data.text;
    own.sent = data.text;
    state.textContent = "";
    field.readOnly = false;
  }
  const release = () => {
    clearTimeout(own.waits);
    field.readOnly = false;
    state.textContent = "";
  };
  // What comes between asking to save and the answer would stand in a field that is about to go.
  const hold = () => {
    field.readOnly = true;
    state.textContent = "Saving …";
    clearTimeout(own.waits);
    own.waits = setTimeout(release, PATIENCE);
  };
  if (own.asked !== data.asked) {
    own.asked = data.asked;
    release();
  }
  const kept = own.typed && data.text === field.value && field.value;
  if (kept && !field.readOnly) state.textContent = "Draft kept";

  const send = () => {
    clearTimeout(own.timer);
    if (field.value === own.sent) return;
    own.sent = field.value;
    setStateValue("text", { text: field.value, generation: own.generation });
  };
  field.oninput = () => {
    own.typed = true;
    state.textContent = "";
    clearTimeout(own.timer);
    own.timer = setTimeout(send, SILENCE);
  };
  field.onblur = send;
  field.onkeydown = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    send(); // whoever saves looks for the newest text there
    hold();
    setTriggerValue("save", { text: field.value, generation: own.generation });
  };
  const hidden = () => document.visibilityState === "hidden" && send();
  document.addEventListener("visibilitychange", hidden);

  return () => {
    document.removeEventListener("visibilitychange", hidden);
    send();
  };
}
