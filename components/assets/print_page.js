// The browser's own print dialog, which also saves as PDF; what is printed is said by the style.

export default function (component) {
  const { parentElement: root, data } = component;
  let button = root.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.onclick = () => window.print();
    root.append(button);
  }
  button.textContent = data.label;
}
