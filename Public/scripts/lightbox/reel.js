// The pictures on the way, in the gallery's order: a stretch of them is known, more is asked for towards its ends.
const reach = 8;

export class Reel {
  // `context` is the gallery's view, as in "q=fox&order=rating".
  constructor(answer, context) {
    this.context = context;
    this.restart(answer);
  }

  static async of(id, context) { return new Reel(await ask(id, context), context); }

  restart(answer) {
    this.frames = [...answer.newer, answer.image, ...answer.older];
    this.index = answer.newer.length;
    this.hasMore = { "-1": answer.has_newer, "1": answer.has_older };
  }

  get current() { return this.frames[this.index]; }

  // The neighbour on a side, if it is known.
  beside(direction) { return this.frames[this.index + direction]; }

  isEnd(direction) { return !this.beside(direction) && !this.hasMore[direction]; }

  // Goes on by one; false at the end.
  async step(direction) {
    if (!this.beside(direction)) await this.extend(direction);
    if (!this.beside(direction)) return false;
    this.index += direction;
    return true;
  }

  // Goes to one of those that are known.
  to(id) {
    const index = this.frames.findIndex((frame) => frame.id === id);
    if (index >= 0) this.index = index;
    return index >= 0;
  }

  // Takes one out, as when it was thrown away; the older neighbour takes its place, else the newer one.
  remove(id) {
    const index = this.frames.findIndex((frame) => frame.id === id);
    if (index < 0 || this.frames.length < 2) return;
    this.frames.splice(index, 1);
    if (index < this.index || this.index === this.frames.length) this.index -= 1;
  }

  isShort(direction) {
    const known = direction < 0 ? this.index : this.frames.length - 1 - this.index;
    return known < reach && this.hasMore[direction];
  }

  // Asks for more on a side; one question at a time.
  extend(direction) {
    if (!this.hasMore[direction]) return Promise.resolve();
    this.asking ??= this.#extend(direction).finally(() => { this.asking = null; });
    return this.asking;
  }

  async #extend(direction) {
    const edge = direction < 0 ? this.frames[0] : this.frames.at(-1);
    const answer = await ask(edge.id, this.context);
    const known = new Set(this.frames.map((frame) => frame.id));
    if (direction < 0) {
      const more = answer.newer.filter((frame) => !known.has(frame.id));
      this.frames.unshift(...more);
      this.index += more.length;
      this.hasMore[-1] = answer.has_newer && more.length > 0;
    } else {
      const more = answer.older.filter((frame) => !known.has(frame.id));
      this.frames.push(...more);
      this.hasMore[1] = answer.has_older && more.length > 0;
    }
  }
}

async function ask(id, context) {
  const answer = await fetch(`/api/images/${id}/neighbours?${context}`);
  if (!answer.ok) throw new Error(`The neighbours of picture ${id} did not come (${answer.status})`);
  return answer.json();
}
