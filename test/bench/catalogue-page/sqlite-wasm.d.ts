// The part of SQLite's JavaScript that the bench calls; the package brings no types.
declare module '@sqlite.org/sqlite-wasm' {
  export interface Statement {
    bind(values: readonly unknown[]): this;
    step(): boolean;
    stepReset(): this;
    reset(): this;
    get(row: unknown[]): unknown[];
  }
  export interface Database {
    exec(sql: string): this;
    prepare(sql: string): Statement;
  }
  interface Sqlite {
    version: { libVersion: string };
    oo1: { OpfsDb?: new (name: string, flags: 'c') => Database };
  }
  const init: () => Promise<Sqlite>;
  export default init;
}
