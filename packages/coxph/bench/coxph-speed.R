# Prints the microseconds that one coxph with robust variance takes. Usage: Rscript coxph-speed.R COHORT, a file of
# little-endian doubles: n, n times, n events, and n values for each gene.
suppressMessages(library(survival))
numbers <- readBin(commandArgs(trailingOnly = TRUE)[1], "double", 1e6, endian = "little")
n <- numbers[1]
columns <- matrix(numbers[-1], nrow = n)
times <- columns[, 1]
events <- columns[, 2]
fit <- function(gene) coxph(Surv(times, events) ~ columns[, gene] + cluster(seq_len(n)))
genes <- 3:ncol(columns)
rounds <- replicate(3, system.time(for (gene in genes) fit(gene))[["elapsed"]])
cat(1e6 * min(rounds) / length(genes))
