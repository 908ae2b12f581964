// The one file that knows where Temporal comes from. Node 26 has it built in; then only this line changes.

export { Temporal } from 'temporal-polyfill';
