import { messageOf } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { lauxlib, lua, lualib, to_jsstring, to_luastring } from 'fengari';
import { runBounded } from '../bounded.ts';
import type { Health, HealthCode } from '../types.ts';

/** Milliseconds for one script on one object; Argo CD's limit (util/lua). */
const TIME_LIMIT = 1_000;

const codes: ReadonlySet<string> = new Set<HealthCode>([
  'Healthy',
  'Progressing',
  'Suspended',
  'Degraded',
  'Missing',
  'Unknown',
]);

/** What of Lua reads files, runs programs or loads more code. */
const forbidden = [
  'collectgarbage',
  'dofile',
  'load',
  'loadfile',
  'loadstring',
  'print',
  'require',
];

type State = ReturnType<typeof lauxlib.luaL_newstate>;

/**
 * Health by one of Argo CD's Lua scripts (`resource.customizations.health.*`): it sees the object as `obj` and returns a
 * table with `status` and `message`. It has Lua's tables, texts and mathematics, no files, no programs, and a second.
 * A script that fails, or says nothing that can be used, makes the object Unknown, with the reason.
 */
export function luaHealth(script: string, object: KubeObject): Health {
  try {
    return runBounded(() => run(script, object), TIME_LIMIT);
  } catch (error) {
    const tooLong = (error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    return unknown(tooLong ? 'it takes longer than a second' : messageOf(error));
  }
}

function run(script: string, object: KubeObject): Health {
  const state = openState();
  push(state, object);
  lua.lua_setglobal(state, to_luastring('obj'));
  const loaded = lauxlib.luaL_loadstring(state, to_luastring(script));
  if (loaded !== lua.LUA_OK) return unknown(textAt(state));
  if (lua.lua_pcall(state, 0, 1, 0) !== lua.LUA_OK) return unknown(textAt(state));
  if (lua.lua_type(state, -1) !== lua.LUA_TTABLE) return unknown('it returns no table');
  const status = fieldOf(state, 'status');
  const message = fieldOf(state, 'message');
  if (status === undefined || !codes.has(status)) {
    return unknown(`it returns the status ${status ?? 'nil'}, which is none`);
  }
  return { status: status as HealthCode, ...(message && { message }) };
}

function openState(): State {
  const state = lauxlib.luaL_newstate();
  const libraries = {
    _G: lualib.luaopen_base,
    table: lualib.luaopen_table,
    string: lualib.luaopen_string,
    math: lualib.luaopen_math,
  };
  for (const [name, open] of Object.entries(libraries)) {
    lauxlib.luaL_requiref(state, to_luastring(name), open, true);
    lua.lua_pop(state, 1);
  }
  for (const name of forbidden) {
    lua.lua_pushnil(state);
    lua.lua_setglobal(state, to_luastring(name));
  }
  return state;
}

/** JSON as Lua has it: lists count from 1, and null is nothing. */
function push(state: State, value: unknown): void {
  if (Array.isArray(value)) pushList(state, value);
  else if (typeof value === 'object' && value !== null) pushRecord(state, value);
  else if (typeof value === 'boolean') lua.lua_pushboolean(state, value);
  else if (typeof value === 'string') lua.lua_pushstring(state, to_luastring(value));
  else if (typeof value !== 'number') lua.lua_pushnil(state);
  else if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) lua.lua_pushinteger(state, value);
  else lua.lua_pushnumber(state, value);
}

function pushList(state: State, items: readonly unknown[]): void {
  lua.lua_createtable(state, items.length, 0);
  for (const [index, item] of items.entries()) {
    push(state, item);
    lua.lua_seti(state, -2, index + 1);
  }
}

function pushRecord(state: State, record: object): void {
  const entries = Object.entries(record);
  lua.lua_createtable(state, 0, entries.length);
  for (const [name, item] of entries) {
    push(state, item);
    lua.lua_setfield(state, -2, to_luastring(name));
  }
}

function fieldOf(state: State, name: string): string | undefined {
  lua.lua_getfield(state, -1, to_luastring(name));
  const text = lua.lua_type(state, -1) === lua.LUA_TSTRING ? textAt(state) : undefined;
  lua.lua_pop(state, 1);
  return text;
}

function textAt(state: State): string {
  const text = lua.lua_tostring(state, -1);
  return text ? to_jsstring(text) : 'an error without a text';
}

function unknown(why: string): Health {
  return { status: 'Unknown', message: `The health script cannot be used: ${why}` };
}
