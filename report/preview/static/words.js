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
  }

  chosen(part, page) {
    this.at = part?.words ? { at: part.at, words: part.words, section: page.section } : null;
    $("edit").hidden = !this.at;
  }

  async edit() {
    const chosen = this.pages.chosen;
    if (!this.at || !chosen || this.field) return;
    const found = await this.ask("words", this.at);
    if (found.findings) return this.refused(found.findings, null);
    if (this.field) return;
    this.open(found.source, found.facts, chosen.page, chosen.page.buttons(chosen.index)[0]);
  }

  open(source, facts, page, button) {
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
      link.addEventListener("click", () => { this.close(); this.open(fact, [], page, button); });
      return link;
    });
    if (others.length) {
      const more = document.createElement("div");
      more.className = "tools facts";
      more.append("Facts in it:", ...others);
      box.append(label, area, fault, row, more);
    } else box.append(label, area, fault, row);
    this.field = { box, area, fault, source, button };
    area.disabled = Boolean(source.fixed);
    if (source.fixed) this.fault([{ message: source.fixed }]);
    const at = button.getBoundingClientRect();
    const room = this.pages.room.getBoundingClientRect();
    Object.assign(box.style, {
      left: `${Math.max(8, at.left - room.left + this.pages.room.scrollLeft - 10)}px`,
      top: `${Math.max(8, at.top - room.top + this.pages.room.scrollTop - 32)}px`,
      width: `${Math.min(Math.max(at.width + 20, source.form === "prose" ? 560 : 380), room.width - 24)}px`,
    });
    this.pages.room.append(box);
    const over = box.offsetLeft + box.offsetWidth - (this.pages.room.scrollLeft + room.width - 16);
    if (over > 0) box.style.left = `${Math.max(8, box.offsetLeft - over)}px`;
    box.scrollIntoView({ block: "nearest", inline: "nearest" });
    area.focus();
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
  }

  close() {
    this.field?.box.remove();
    this.field?.button?.focus({ preventScroll: true });
    this.field = null;
  }

  undo() { return this.turn("undo", "Undone."); }

  redo() { return this.turn("redo", "Done again."); }

  async turn(way, words) {
    if ($(way).disabled) return;
    const answer = await this.ask(way, {});
    if (answer.findings) return this.refused(answer.findings);
    this.stack(answer);
    say(words);
  }

  stack(answer) {
    for (const [id, can] of [["undo", answer.canUndo], ["redo", answer.canRedo]]) {
      $(id).hidden = !(answer.canUndo || answer.canRedo);
      $(id).disabled = !can;
    }
  }

  refused(findings) {
    this.place.tell(findings.map((each) => each.message).join(" "));
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
