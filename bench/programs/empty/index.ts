// Makes nothing: what is left is what a start takes for any program.
export {};
