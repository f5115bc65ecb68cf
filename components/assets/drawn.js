// How pictures are drawn, changed here in the browser: they are bound to a hidden field of the
// page and move at once. Only afterwards the program is told, for the address.

function build(root, data, choose) {
  const group = document.createElement("div");
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-label", data.label);
  const note = document.createElement("p");
  const boxes = data.options.map(([value, words]) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "radio";
    box.name = data.field;
    box.value = value;
    box.onchange = () => choose(value);
    label.append(box, words);
    group.append(label);
    return box;
  });
  root.append(group, note);
  return { boxes, note };
}

export default function (component) {
  const { parentElement: root, data, setStateValue } = component;
  const show = (value) => {
    own.chosen = value;
    for (const box of own.boxes) box.checked = box.value === value;
    own.note.textContent = data.options.find(([one]) => one === value)?.[2] ?? "";
    const field = document.getElementById(data.field);
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event("input"));
  };
  const choose = (value) => {
    show(value);
    setStateValue("drawn", value);
  };
  const own = root.rapport ?? (root.rapport = build(root, data, choose));
  // The address may say otherwise, as after the back button.
  if (own.told !== data.chosen) {
    own.told = data.chosen;
    show(data.chosen);
  }
}
