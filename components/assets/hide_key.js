// Esc hides the screen behind a blank page, and shows it again; so does the button, for phones.

const BLANK = "rapport-hidden";

function hide(background) {
  const blank = document.createElement("div");
  blank.id = BLANK;
  blank.tabIndex = -1;
  blank.setAttribute("role", "dialog");
  blank.setAttribute("aria-label", "Hidden. Press Esc or tap to go on.");
  blank.style.cssText = `position:fixed;inset:0;z-index:2147483647;background:${background}`;
  blank.onclick = show;
  document.body.append(blank);
  blank.focus();
}

function show() {
  document.getElementById(BLANK)?.remove();
}

export default function (component) {
  const { parentElement: root, data } = component;
  let button = root.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    root.append(button);
  }
  button.textContent = data.label;
  button.title = data.title;
  const turn = () =>
    document.getElementById(BLANK)
      ? show()
      : hide(getComputedStyle(root.host ?? root).getPropertyValue("--st-background-color") || "#fff");
  button.onclick = turn;
  const pressed = (event) => {
    if (event.key === "Escape") turn();
  };
  document.addEventListener("keydown", pressed, true);
  return () => document.removeEventListener("keydown", pressed, true);
}
