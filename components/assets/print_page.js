// The browser's own print dialog, which also saves as PDF; what is printed is said by the style.

// An A4 sheet within margins of 2 cm, in CSS pixels.
const WIDE = 642, TALL = 971;

// How many sheets the paper fills: it is laid out as broad as a sheet, where nobody sees it, and
// gone through from above. Lines of text and pictures are never cut in two.
function sheets() {
  const paper = document.querySelector(".st-key-to-print");
  if (!paper) return 0;
  const copy = paper.cloneNode(true);
  copy.style.cssText =
    `position: absolute; left: -9999px; width: ${WIDE}px; padding: 0; border: none;`;
  document.querySelector('[data-testid="stApp"]').append(copy);
  const top = copy.getBoundingClientRect().top;
  const range = document.createRange();
  range.selectNodeContents(copy);
  const boxes = [...range.getClientRects()].filter((box) => box.height < TALL);
  for (const figure of copy.querySelectorAll("figure")) boxes.push(figure.getBoundingClientRect());
  let moved = 0, count = 1;
  for (const box of boxes.sort((one, other) => one.top - other.top)) {
    const end = count * TALL;
    if (box.bottom - top + moved > end) {
      moved += Math.max(0, end - (box.top - top + moved));
      count = Math.floor((box.top - top + moved) / TALL) + 1;
    }
  }
  copy.remove();
  return count;
}

// On a phone the page is laid out with other sizes than on paper, so that no number is said there.
function say(button, label) {
  if (matchMedia("(max-width: 760px)").matches) return;
  const count = sheets();
  if (count) button.textContent = `${label} (${count === 1 ? "1 page" : `${count} pages`} of A4)`;
}

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
  if (!data.counts) return;
  root.observer?.disconnect();
  root.observer = new MutationObserver(() => {
    clearTimeout(root.waiting);
    root.waiting = setTimeout(() => say(button, data.label), 200);
  });
  const main = document.querySelector('[data-testid="stMain"]');
  root.observer.observe(main, { childList: true, subtree: true, characterData: true });
  say(button, data.label);
  return () => root.observer.disconnect();
}
