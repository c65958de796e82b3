// What is chosen, where it is written, and the way there: an editor, or the clipboard.
import { where } from "./findings.js";
import { say } from "./say.js";

const $ = (id) => document.getElementById(id);
const HINT = "Click a block to see where it is written; a double click edits its words.";

export class Place {
  constructor(bar, { closed }) {
    this.bar = bar;
    this.closed = closed;
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

  // What was chosen may stand on another line now.
  again(told) {
    this.root = told.root;
    if (!this.at?.id) return;
    const own = told.pages.flatMap((page) => page.parts).filter((each) => each.at === this.at.id);
    const block = own.find((each) => each.words === this.at.words) ?? own[0];
    if (block) Object.assign(this.at, { file: block.file, line: block.line, column: block.column });
    this.draw();
  }

  show(block, page, paragraph) {
    const words = paragraph?.words || block.words;
    const text = words ? `“${words.length > 70 ? `${words.slice(0, 70).trimEnd()} …` : words}”` : "Picture";
    this.at = { ...block, text: `Page ${page.number}: ${text}` };
    this.draw();
  }

  showFinding(finding) {
    this.at = { ...finding, id: null, text: `${finding.code}: ${finding.message}` };
    this.draw();
    if (finding.file && !this.address()) this.copy(true);
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
    $("where").textContent = this.at ? where(this.at) : "";
    if (!this.at) return;
    $("copy").hidden = !this.at.file;
    const address = this.address();
    $("open").hidden = !address;
    if (address) {
      $("open").href = address;
      $("open").textContent = `Open in ${this.select.selectedOptions[0].label}`;
    }
  }

  // Opens the line, or where no editor is known, copies the place.
  go() {
    if (this.address()) $("open").click();
    else this.copy();
  }

  async copy(quietly = false) {
    const text = where(this.at ?? {});
    if (!text) return;
    try {
      await navigator.clipboard.writeText(text);
      $("copy").textContent = "Copied";
      if (!quietly) say(`Copied: ${text}`);
    } catch {
      getSelection().selectAllChildren($("where"));
    }
    setTimeout(() => { $("copy").textContent = "Copy place"; }, 1500);
  }

  // Why words could not be changed.
  tell(text) {
    $("what").textContent = text;
    say(text);
  }

  close() {
    if (!this.at) return;
    this.at = null;
    this.draw();
    this.closed();
  }
}
