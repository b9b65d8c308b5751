// The tests call the API as the demo does.
export { Caller as Client, ProblemAnswer } from '../../apps/server/src/demo/caller';
