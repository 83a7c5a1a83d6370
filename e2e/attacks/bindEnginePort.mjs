/** Code of a cell that takes the run's port to the engine, which cells are not given, and calls it `port`. */
export const bindEnginePort = `let port: any;
const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data")!;
Object.defineProperty(MessageEvent.prototype, "data", {
  get() {
    port = this.target;
    return get!.call(this);
  },
});
await sql\`select 1 as n\`;`;
