declare module 'fengari' {
  /** A Lua state; opaque. */
  type State = object;
  type Text = Uint8Array;

  export function to_luastring(text: string): Text;
  export function to_jsstring(text: Text): string;
  export const lua: {
    readonly LUA_OK: number;
    readonly LUA_TNIL: number;
    readonly LUA_TBOOLEAN: number;
    readonly LUA_TNUMBER: number;
    readonly LUA_TSTRING: number;
    readonly LUA_TTABLE: number;
    lua_pushnil(state: State): void;
    lua_pushboolean(state: State, value: boolean): void;
    lua_pushinteger(state: State, value: number): void;
    lua_pushnumber(state: State, value: number): void;
    lua_pushstring(state: State, text: Text): void;
    lua_createtable(state: State, list: number, record: number): void;
    lua_setfield(state: State, index: number, name: Text): void;
    lua_seti(state: State, index: number, at: number): void;
    lua_setglobal(state: State, name: Text): void;
    lua_getfield(state: State, index: number, name: Text): number;
    lua_pcall(state: State, given: number, results: number, handler: number): number;
    lua_type(state: State, index: number): number;
    lua_tostring(state: State, index: number): Text | null;
    lua_pop(state: State, count: number): void;
  };
  export const lauxlib: {
    luaL_newstate(): State;
    luaL_loadstring(state: State, text: Text): number;
    luaL_requiref(state: State, name: Text, open: (state: State) => number, global: boolean): void;
  };
  export const lualib: {
    luaopen_base(state: State): number;
    luaopen_table(state: State): number;
    luaopen_string(state: State): number;
    luaopen_math(state: State): number;
  };
}
