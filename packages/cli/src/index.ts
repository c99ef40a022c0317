export { type Command, type CommandTable, commands, run } from './commands.ts'
export { BadInput, type Console } from './console.ts'
