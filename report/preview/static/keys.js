// What can be done by the keyboard, as the help lists it.
const KEYS = [
  ["↑ ↓", "the page before, the next one", null],
  ["← →", "in a page: from block to block (Enter goes in, Esc comes out)", null],
  ["n p", "next finding, the one before", { n: ["next", 1], p: ["next", -1] }],
  ["1 2 3", "pages, spreads, contact sheet", { 1: ["mode", "pages"], 2: ["mode", "spreads"], 3: ["mode", "sheet"] }],
  ["+ −", "larger, smaller", { "+": ["zoom", 1], "-": ["zoom", -1] }],
  ["f", "show or hide the findings", { f: ["findings"] }],
  ["e", "edit the words that are chosen", { e: ["edit"] }],
  ["Ctrl Enter, Esc", "while editing: save, leave as it was", null],
  ["Ctrl Z, Ctrl Shift Z", "undo, redo what was edited", null],
  ["?", "this list", { "?": ["help"] }],
];

export function keys(list, lettersOn, actions) {
  for (const [names, what] of KEYS) {
    const term = document.createElement("dt");
    for (const name of names.split(", ")) {
      if (term.childNodes.length) term.append(" ");
      for (const key of name.split(" ")) {
        const cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(cap, " ");
      }
    }
    const description = document.createElement("dd");
    description.textContent = what;
    list.append(term, description);
  }
  const letters = Object.assign({}, ...KEYS.map((each) => each[2] ?? {}));
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, dialog, [contenteditable]");
    if (writing) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      if (event.shiftKey) actions.redo();
      else actions.undo();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !event.defaultPrevented) actions.escape();
    const [name, ...given] = (lettersOn() && letters[event.key]) || [];
    if (name) {
      event.preventDefault();
      actions[name](...given);
      return;
    }
    const inList = event.target.closest("#findings, #modes, header");
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 }[event.key];
    if (step && !inList && !event.defaultPrevented && !event.target.closest(".block")) {
      event.preventDefault();
      actions.page(step);
    }
  });
}
