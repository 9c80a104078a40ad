// The validator brings no types of its own.
declare module '@secvisogram/csaf-validator-lib/*'
