// The pictures on the way, in the gallery's order: a stretch of them is known, more is asked for towards its ends.
const reach = 8;

export class Reel {
  #asking = null;

  // `context` is the gallery's view, as in "q=fox&order=rating".
  static async of(id, context) {
    const reel = new Reel();
    const answer = await ask(id, context);
    reel.context = context;
    reel.frames = [...answer.newer, answer.image, ...answer.older];
    reel.index = answer.newer.length;
    reel.hasMore = { "-1": answer.has_newer, "1": answer.has_older };
    return reel;
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

  // Takes one out, as when it was thrown away; its older neighbour takes its place, else the newer one.
  remove(id) {
    const index = this.frames.findIndex((frame) => frame.id === id);
    if (index < 0) return;
    this.frames.splice(index, 1);
    if (index < this.index || this.index === this.frames.length) this.index -= 1;
  }

  // Asks for more where little is left on a side; one question at a time.
  extend(direction) {
    const known = direction < 0 ? this.index : this.frames.length - 1 - this.index;
    if (known >= reach || !this.hasMore[direction]) return null;
    this.#asking ??= this.#extend(direction).finally(() => { this.#asking = null; });
    return this.#asking;
  }

  async #extend(direction) {
    const answer = await ask(this.frames.at(direction < 0 ? 0 : -1).id, this.context);
    const known = new Set(this.frames.map((frame) => frame.id));
    const more = (direction < 0 ? answer.newer : answer.older).filter((frame) => !known.has(frame.id));
    this.hasMore[direction] = more.length > 0 && (direction < 0 ? answer.has_newer : answer.has_older);
    if (direction > 0) return this.frames.push(...more);
    this.frames.unshift(...more);
    this.index += more.length;
  }
}

async function ask(id, context) {
  const answer = await fetch(`/api/images/${id}/neighbours?${context}`);
  if (!answer.ok) throw new Error(`The neighbours of picture ${id} did not come (${answer.status})`);
  return answer.json();
}
