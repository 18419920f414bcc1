"""Training: data sets, losses and one loop for supervised, semi-supervised training and fine-tuning. Needs torch."""
