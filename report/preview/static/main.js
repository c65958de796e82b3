// The preview's page: what the server tells is shown, and what a person does is passed on.
import { listen } from "./feed.js";
import { Findings } from "./findings.js";
import { keys } from "./keys.js";
import { Pages } from "./pages.js";
import { Place } from "./place.js";
import { say } from "./say.js";
import { Words } from "./words.js";

const $ = (id) => document.getElementById(id);
const VIEW = ["format", "language", "target", "variant"];
const state = { view: {}, shown: null, settings: null, first: true, feed: null };

const pages = new Pages($("pages"), { chosen: choose, mode: setMode });
const findings = new Findings($("findings"), { chosen: chooseFinding });
const place = new Place($("place"), { closed: () => pages.letGo() });
const words = new Words({ pages, place, query: () => new URLSearchParams(state.view) });

start();

async function start() {
  state.settings = await (await fetch("settings")).json();
  const asked = new URLSearchParams(location.search);
  for (const name of VIEW) state.view[name] = asked.get(name) ?? state.settings.view[name];
  place.editors(state.settings.editors, state.settings.editor, $("editor"));
  remember("follow", "bleed", "letters");
  $("bleed").addEventListener("change", () => pages.showBleed($("bleed").checked));
  pages.showBleed($("bleed").checked);
  setMode(asked.get("mode") ?? "pages");
  $("zoom").value = localStorage.getItem("zoom") ?? "page";
  pages.zoom($("zoom").value);
  listenToControls();
  open();
}

function open() {
  state.first = true;
  state.feed?.close();
  state.feed = listen(() => `events?${new URLSearchParams(state.view)}`, {
    told: show,
    working: ({ done, of }) => {
      status("working", of > 1 ? `Laying out: ${done} of ${of} sections` : "Laying out …");
      pages.laying(done, of);
    },
    away: () => status("away", "Not connected – trying again"),
  });
}

function show(told) {
  state.shown = told;
  const broken = told.state === "broken";
  document.title = `${told.title || state.settings.edition} – preview`;
  $("title").textContent = told.title || state.settings.edition;
  $("title").title = $("title").textContent;
  if (told.shown.language) {
    fill("format", told.choices.formats, state.view.format || told.shown.format);
    fill("language", told.choices.languages, state.view.language || told.shown.language);
    fill("target", told.choices.targets, state.view.target || told.shown.target);
  }
  if (told.checked) findings.show(told.findings, told.sections, told.pages);
  pages.show(told, findings.byPage());
  pages.markAgain(findings.all[findings.at]);
  $("pages").dataset.state = told.state;
  notice(broken, told);
  const seconds = Object.values(told.took).reduce((sum, each) => sum + each, 0);
  const errors = told.findings.filter((each) => each.severity === "error" && !each.waived).length;
  const page = `${told.pages.length} page${told.pages.length === 1 ? "" : "s"}`;
  if (broken) status("broken", "Cannot be made");
  else if (!told.checked) status("checking", `${page}, made in ${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s`);
  // Who comes later sees what was made before.
  else status("good", $("status").dataset.state === "checking" ? $("said").textContent : page);
  const chosen = pages.chosenPart();
  place.again(told, chosen, findings.all[findings.at]);
  words.chosen(chosen?.part, chosen?.told);
  words.stack(told);
  announce(told, broken, errors);
  if (!state.first && !told.checked && $("follow").checked && told.changed.length) pages.goToChange(told.changed);
  else pages.flash(told.changed);
  state.first = broken && state.first;
  pages.painted().then(() => seen(told.version));
}

function announce(told, broken, errors) {
  const wrong = errors ? ` ${errors} error${errors === 1 ? "" : "s"}.` : "";
  if (broken) say(`The pages could not be made.${wrong} The last good ones are shown.`);
  else if (told.checked) {
    if (errors !== state.errors) say(errors ? `${wrong.trim()}` : "No errors.");
    state.errors = errors;
  } else if (state.first) say(`${told.pages.length} pages are shown.`);
  else if (told.changed.length) {
    const numbers = told.changed.map((each) => each.page).sort((a, b) => a - b);
    const list = numbers.length > 4 ? `${numbers.length} pages` : `Page ${numbers.join(", ")}`;
    say(`${list} changed.`);
  } else say("Nothing looks different.");
}

function notice(broken, told) {
  const box = $("notice");
  box.hidden = !broken;
  if (!broken) return;
  const first = told.findings.find((each) => each.severity === "error") ?? told.findings[0];
  const more = told.pages.length ? " The pages are those from before." : "";
  const words = first ? first.message : "the edition cannot be read";
  box.replaceChildren(`${words[0].toUpperCase()}${words.slice(1)}. `);
  const rest = document.createElement("span");
  rest.textContent = `${first?.file ? `${first.file}${first.line ? `, line ${first.line}` : ""}.` : ""}${more}`;
  box.append(rest);
}

function status(kind, text) {
  $("status").dataset.state = kind;
  $("said").textContent = text;
  $("said").title = text;
  $("pages").setAttribute("aria-busy", String(kind === "working"));
}

function seen(version) {
  const body = JSON.stringify({ version, painted: Date.now() / 1000 });
  fetch("seen", { method: "POST", body }).catch(() => {});
}

function choose(part, page) {
  findings.letGo();
  place.show(part, page);
  words.chosen(part, page);
}

function chooseFinding(finding) {
  pages.mark(finding);
  place.showFinding(finding);
  words.chosen(null);
}

function setMode(mode) {
  const known = ["pages", "spreads", "sheet"].includes(mode) ? mode : "pages";
  for (const button of $("modes").children) {
    const on = button.dataset.mode === known;
    button.setAttribute("aria-checked", String(on));
    button.tabIndex = on ? 0 : -1;
  }
  pages.setMode(known);
  address({ mode: known === "pages" ? null : known });
}

function address(change) {
  const url = new URL(location);
  for (const [name, value] of Object.entries(change)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(null, "", url);
}

function fill(id, choices, value) {
  const select = $(id);
  const same = [...select.options].map((each) => each.value).join() === choices.map((each) => each.name).join();
  if (!same) select.replaceChildren(...choices.map((each) => titled(each)));
  select.value = value;
}

// What stands in brackets explains, and would make the list too wide.
function titled(choice) {
  const option = new Option(choice.label.replace(/ \(.*\)$/, ""), choice.name);
  option.title = choice.label;
  return option;
}

function remember(...names) {
  for (const name of names) {
    const box = $(name);
    const kept = localStorage.getItem(name);
    if (kept !== null) box.checked = kept === "1";
    box.addEventListener("change", () => localStorage.setItem(name, box.checked ? "1" : "0"));
  }
}

function listenToControls() {
  for (const name of ["format", "language", "target"]) {
    $(name).addEventListener("change", () => {
      state.view[name] = $(name).value;
      address({ [name]: $(name).value });
      place.close();
      open();
    });
  }
  $("zoom").addEventListener("change", () => {
    localStorage.setItem("zoom", $("zoom").value);
    pages.zoom($("zoom").value);
  });
  $("modes").addEventListener("click", (event) => {
    const mode = event.target.closest("[data-mode]")?.dataset.mode;
    if (mode) setMode(mode);
  });
  $("modes").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...$("modes").children];
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    setMode(next.dataset.mode);
    next.focus();
  });
  $("show-findings").addEventListener("click", () => toggleFindings());
  const narrow = matchMedia("(max-width: 62rem)"); // where they would lie over the pages
  narrow.addEventListener("change", () => toggleFindings(!narrow.matches));
  if (narrow.matches) toggleFindings(false);
  $("show-help").addEventListener("click", () => $("help").showModal());
  keys($("keys"), () => $("letters").checked, {
    mode: setMode,
    next: (step) => findings.step(step),
    page: (step) => pages.step(step),
    findings: () => toggleFindings(),
    zoom: (step) => zoomBy(step),
    edit: () => words.edit(),
    undo: () => words.undo(),
    redo: () => words.redo(),
    help: () => $("help").showModal(),
    escape: () => place.close(),
  });
}

function toggleFindings(on = $("findings").hidden) {
  $("findings").hidden = !on;
  $("show-findings").setAttribute("aria-expanded", String(on));
  pages.resized();
}

function zoomBy(step) {
  const all = ["0.5", "0.75", "1", "1.5", "2"];
  const now = all.indexOf($("zoom").value);
  const next = now < 0 ? (step > 0 ? 3 : 1) : now + step;
  $("zoom").value = all[Math.min(Math.max(next, 0), all.length - 1)];
  pages.zoom($("zoom").value);
}
