# Fits coxph(Surv(time, event) ~ value + cluster(sample)) to each data set of a file and writes what R finds.
# Usage: Rscript coxph.R INPUT OUTPUT. Both hold little-endian doubles, so that no digit is lost on the way:
# INPUT per data set: n, n times, n events, n values. OUTPUT per data set: see `answer`; NaN stands for R's NA.
suppressMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
numbers <- readBin(arguments[1], "double", file.size(arguments[1]) / 8, endian = "little")

answer <- function(times, events, values) {
  said <- character()
  fit <- withCallingHandlers(
    coxph(Surv(times, events) ~ values + cluster(seq_along(times))),
    warning = function(w) {
      said <<- c(said, conditionMessage(w))
      invokeRestart("muffleWarning")
    }
  )
  rows <- summary(fit)$coefficients
  if (is.na(coef(fit))) return(c(rep(NaN, 6), fit$iter, 0))
  warned <- if (any(grepl("Ran out of iterations", said))) 1 else if (any(grepl("Loglik converged", said))) 2 else 0
  unname(c(rows[1, c("coef", "exp(coef)", "se(coef)", "robust se", "z", "Pr(>|z|)")], fit$iter, warned))
}

answers <- list()
at <- 0
while (at < length(numbers)) {
  n <- numbers[at + 1]
  take <- function(block) numbers[(at + 2 + block * n):(at + 1 + (block + 1) * n)]
  answers[[length(answers) + 1]] <- answer(take(0), take(1), take(2))
  at <- at + 1 + 3 * n
}
writeBin(unlist(answers), arguments[2], endian = "little")
