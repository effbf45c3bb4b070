/* The package manager makes `main` of a program call MODULE_main; here that is libFuzzer's.
   Source: llvm.org/docs/LibFuzzer.html, "Using libFuzzer as a library". */
int Fuzz_main(int argc, char **argv);
