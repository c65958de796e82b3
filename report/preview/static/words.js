// Words are edited where they stand: a field lies over them until they are saved.
import { say } from "./say.js";

const $ = (id) => document.getElementById(id);

export class Words {
  constructor({ pages, place, query }) {
    this.query = query;
    this.pages = pages;
    this.place = place;
    this.at = null;
    this.field = null;
    $("edit").addEventListener("click", () => this.edit());
    $("undo").addEventListener("click", () => this.undo());
    $("redo").addEventListener("click", () => this.redo());
    document.addEventListener("edit-words", () => this.edit());
    new ResizeObserver(() => this.lie()).observe(pages.room);
  }

  chosen(part, page) {
    this.at = part?.words ? { at: part.at, words: part.words, section: page.section } : null;
    $("edit").hidden = !this.at;
  }

  async edit() {
    if (!this.at || this.field) return;
    const found = await this.ask("words", this.at);
    if (found.findings) return this.place.refuse(found.findings);
    if (this.field || !this.pages.chosen) return;
    this.open(found.source, found.facts);
  }

  open(source, facts) {
    const box = document.createElement("form");
    box.className = "editing";
    const label = document.createElement("label");
    label.textContent = `${source.file}:${source.line} · ${source.field}`;
    const area = document.createElement("textarea");
    area.value = source.text;
    area.rows = Math.min(12, Math.max(1, Math.ceil(source.text.length / 60), source.text.split("\n").length));
    area.dir = "auto";
    area.id = "words-field";
    label.htmlFor = area.id;
    const fault = document.createElement("p");
    fault.className = "fault";
    fault.setAttribute("role", "alert");
    fault.hidden = true;
    const row = document.createElement("div");
    row.className = "tools";
    const save = new_button("Save", "submit");
    const leave = new_button("Cancel", "button");
    const hint = document.createElement("span");
    hint.textContent = "Ctrl Enter saves, Esc leaves it";
    row.append(save, leave, hint);
    const others = facts.map((fact) => {
      const link = new_button(`${fact.fact} · ${fact.field}`, "button");
      link.addEventListener("click", () => { this.close(); this.open(fact, []); });
      return link;
    });
    if (others.length) {
      const more = document.createElement("div");
      more.className = "tools facts";
      more.append("Facts in it:", ...others);
      box.append(label, area, fault, row, more);
    } else box.append(label, area, fault, row);
    this.field = { box, area, fault, source };
    area.disabled = Boolean(source.fixed);
    if (source.fixed) this.fault([{ message: source.fixed }]);
    this.pages.room.append(box);
    this.lie();
    area.focus({ preventScroll: true });
    this.goTo(area);
    leave.addEventListener("click", () => this.close());
    box.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.close();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.save();
    });
    box.addEventListener("click", (event) => event.stopPropagation());
    box.addEventListener("dblclick", (event) => event.stopPropagation());
  }

  // Lays the field over what is edited, all of it in sight: its text and what is wrong with it give way
  // to its buttons.
  lie() {
    const button = this.pages.chosenPart()?.button;
    if (!this.field || !button) return;
    const { box, source } = this.field;
    const pages = this.pages.room;
    const at = button.getBoundingClientRect();
    const room = pages.getBoundingClientRect();
    const [across, down] = [pages.clientWidth, pages.clientHeight];
    const width = Math.min(Math.max(at.width + 20, source.form === "prose" ? 560 : 380), across - 16);
    Object.assign(box.style, { width: `${width}px`, maxHeight: `${down - 16}px` });
    const left = Math.min(at.left - room.left - 10, across - width - 8);
    box.style.left = `${pages.scrollLeft + Math.max(8, left)}px`;
    box.style.top = `${Math.max(8, pages.scrollTop + at.top - room.top - 32)}px`;
    box.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // Of a long text, the paragraph that was chosen is in sight.
  goTo(area) {
    const start = this.at?.words.split(/\s+/).slice(0, 3).join(" ") ?? "";
    const found = Math.max(0, area.value.replace(/\s/g, " ").toLowerCase().indexOf(start.toLowerCase()));
    area.setSelectionRange(found, found);
    const lines = area.value.slice(0, found).split("\n").length - 1;
    const height = parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = found ? Math.max(0, lines - 2) * height * 1.2 : 0;
  }

  async save() {
    const { source, area } = this.field;
    if (area.value === source.text) return this.close();
    area.readOnly = true;
    const answer = await this.ask("change", { id: source.id, before: source.text, text: area.value });
    if (answer.findings) {
      area.readOnly = false;
      area.focus();
      return this.fault(answer.findings);
    }
    this.close();
    this.stack(answer);
    say("Saved.");
  }

  fault(findings) {
    const { fault } = this.field;
    fault.hidden = false;
    fault.textContent = findings.map((each) => `${each.code ? `${each.code}: ` : ""}${each.message}${each.help ? ` – ${each.help}` : ""}`).join("\n");
    this.lie();
  }

  close() {
    if (!this.field) return;
    this.field.box.remove();
    this.field = null;
    this.pages.chosenPart()?.button.focus({ preventScroll: true });
  }

  undo() { return this.turn("undo", "Undone."); }

  redo() { return this.turn("redo", "Done again."); }

  async turn(way, words) {
    if ($(way).disabled) return;
    const answer = await this.ask(way, {});
    if (answer.findings) return this.place.refuse(answer.findings);
    this.stack(answer);
    say(words);
  }

  stack(answer) {
    for (const [id, can] of [["undo", answer.canUndo], ["redo", answer.canRedo]]) {
      $(id).hidden = !(answer.canUndo || answer.canRedo);
      $(id).disabled = !can;
    }
  }

  async ask(what, body) {
    try {
      const answer = await fetch(`${what}?${this.query()}`, { method: "POST", body: JSON.stringify(body) });
      return await answer.json();
    } catch {
      return { findings: [{ message: "The preview does not answer: is the program still running?" }] };
    }
  }
}

function new_button(text, type) {
  const button = document.createElement("button");
  button.type = type;
  button.textContent = text;
  return button;
}
