// The slideshow: the next picture after so many seconds, counted from when this one was there to be seen.
const usual = 5;

export class Slideshow {
  // `next` goes on by one and resolves to whether there was one.
  constructor(next, onchange) {
    this.next = next;
    this.onchange = onchange;
    this.seconds = 0;
    document.addEventListener("visibilitychange", this.arm);
  }

  get pace() { return Number(localStorage.getItem("slideshow")) || usual; }

  start(seconds = this.pace) {
    this.seconds = seconds;
    localStorage.setItem("slideshow", seconds);
    this.onchange();
    this.arm();
  }

  stop() {
    this.seconds = 0;
    clearTimeout(this.timer);
    this.onchange();
  }

  toggle() { if (this.seconds) this.stop(); else this.start(); }

  // Counts anew; nobody looks at a tab in the background.
  arm = () => {
    clearTimeout(this.timer);
    if (!this.seconds || document.hidden) return;
    this.timer = setTimeout(async () => { if (!(await this.next()) && this.seconds) this.stop(); }, this.seconds * 1000);
  };

  end() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.arm);
  }
}
