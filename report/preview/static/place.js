// What is chosen, where it is written, and the way there: an editor, or the clipboard.
import { where } from "./findings.js";
import { say } from "./say.js";

const $ = (id) => document.getElementById(id);
const HINT = "Click a block to see where it is written; a double click edits its words.";

export class Place {
  constructor(bar, { closed }) {
    this.bar = bar;
    this.closed = closed;
    this.kind = ""; // of what is shown: a part of a page, a finding, or why words were not changed
    this.at = null;
    this.root = "";
    this.addresses = new Map();
    this.draw();
    $("copy").addEventListener("click", () => this.copy());
    $("let-go").addEventListener("click", () => this.close());
  }

  editors(known, given, select) {
    this.select = select;
    for (const each of known) {
      this.addresses.set(each.name, each.address);
      select.append(new Option(each.label, each.name));
    }
    if (given) {
      const same = known.find((each) => each.address === given);
      if (!same) {
        this.addresses.set("given", given);
        select.append(new Option("the one given to the program", "given"));
      }
      select.value = same ? same.name : "given";
    } else select.value = localStorage.getItem("editor") ?? "";
    select.addEventListener("change", () => {
      localStorage.setItem("editor", select.value);
      this.draw();
    });
  }

  // What is chosen may have other words now, and stand on another line: `chosen` is what pages have
  // of it, `finding` the one that is chosen.
  again(told, chosen, finding) {
    this.root = told.root;
    const mended = this.broken && told.state !== "broken";
    this.broken = told.state === "broken";
    if (this.kind === "finding") {
      if (finding) this.showFinding(finding);
      else this.close();
    } else if (this.kind === "part" || (this.kind === "refusal" && mended)) {
      if (!chosen) return this.close();
      // Where in its block a paragraph is written is known once the pages are checked.
      const known = !told.checked && this.kind === "part" ? this.at : chosen.part;
      this.show({ ...chosen.part, file: known.file, line: known.line, column: known.column }, chosen.told);
    }
  }

  show(part, page) {
    const words = part.words.length > 70 ? `${part.words.slice(0, 70).trimEnd()} …` : part.words;
    this.set("part", { ...part, text: `Page ${page.number}: ${words ? `“${words}”` : "Picture"}` });
  }

  showFinding(finding) {
    this.set("finding", { ...finding, text: `${finding.code}: ${finding.message}` });
  }

  set(kind, at) {
    this.kind = kind;
    this.at = at;
    this.draw();
  }

  address() {
    const pattern = this.addresses.get(this.select?.value);
    const at = this.at;
    if (!pattern || !at?.file || at.file.startsWith("(")) return "";
    const path = encodeURI(`${this.root.replace(/^\//, "")}/${at.file}`).replaceAll("#", "%23").replaceAll("?", "%3F");
    const full = pattern.includes("://file/{path}") ? path : `/${path}`;
    return pattern.replaceAll("{path}", full).replaceAll("{line}", at.line || 1).replaceAll("{column}", at.column || 1);
  }

  // The bar stays where it is with nothing in it: pages that moved under a double click would take its
  // second half for another place.
  draw() {
    this.bar.classList.toggle("empty", !this.at);
    $("what").textContent = this.at?.text ?? HINT;
    this.drawWhere();
    if (!this.at) return;
    $("copy").hidden = !this.at.file;
    const address = this.address();
    $("open").hidden = !address;
    if (address) {
      $("open").href = address;
      $("open").textContent = `Open in ${this.select.selectedOptions[0].label}`;
    }
  }

  // Where there is little room, folders go and the line stays.
  drawWhere() {
    const { file = "", line, column } = this.at ?? {};
    const path = document.createElement("span");
    const words = document.createElement("bdi");
    words.textContent = file;
    path.append(words);
    $("where").replaceChildren(...(file ? [path, line ? `:${line}:${column}` : ""] : []));
  }

  async copy() {
    const text = where(this.at ?? {});
    if (!text) return;
    try {
      await navigator.clipboard.writeText(text);
      $("copy").textContent = "Copied";
      say(`Copied: ${text}`);
    } catch {
      getSelection().selectAllChildren($("where"));
    }
    setTimeout(() => { $("copy").textContent = "Copy place"; }, 1500);
  }

  // Why words could not be changed, and where.
  refuse(findings) {
    const text = findings.map((each) => each.message).join(" ");
    this.set("refusal", { ...findings[0], text });
    say(text);
  }

  close() {
    if (!this.at) return;
    this.set("", null);
    this.closed();
  }
}
