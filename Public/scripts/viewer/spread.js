// All pictures beside each other, looked at at the same place of each: what one hand does to one happens to all.
import { hands } from "../lightbox/hands.js";
import { fitting } from "../lightbox/place.js";
import { Table } from "../lightbox/table.js";
import { lighttable, picture } from "./sheets.js";

export class Spread {
  #isFollowing = false;

  // `frame` is the one whose place counts.
  constructor(stage, frames, frame, onplace) {
    this.onplace = onplace;
    const panes = frames.map((each) => {
      const pane = lighttable(each, [picture(each)]);
      pane.append(Object.assign(document.createElement("figcaption"), { className: "number", textContent: each.id }));
      return pane;
    });
    stage.className = `viewer-stage panes-${frames.length}`;
    stage.replaceChildren(...panes);
    this.tables = panes.map((pane) => {
      const table = new Table(pane, () => this.#follow(table));
      hands(table, { swipe: () => {}, tap: () => {} });
      return table;
    });
    this.table = this.tables[frames.indexOf(frame)];
  }

  to(place) { this.table.to(place); }

  // The same share of each, whatever its size.
  #follow(leader) {
    if (this.#isFollowing || !this.table) return;
    this.#isFollowing = true;
    const { place } = leader;
    const larger = leader.z / fitting(leader);
    for (const table of this.tables) {
      if (table !== leader) table.to(place && { ...place, z: larger * fitting(table) });
    }
    this.#isFollowing = false;
    this.onplace(this.table.place);
  }

  end() { for (const table of this.tables) table.end(); }
}
