"""Names that the QGIS plugin and the engine share: names of files, folders, models and columns, and column values.

This is the only list for both sides. It imports nothing and runs on Python 3.9, because the plugin loads this file,
like `worker/protocol.py`, into QGIS's own Python.
"""

from __future__ import annotations

# Files and folders have this in their names until they are whole: before a file's extension, or at the end of a
# folder's name. It is followed by "-HOST-PROCESS", which identify the process that writes them.
PARTIAL_SUFFIX = ".s2m2-partial"

# The model that comes with the engine, and the extension of model files.
DEFAULT_MODEL = "default"
# The matcher that needs no model.
STRUCTURE = "structure"
MODEL_SUFFIX = ".safetensors"

# --- the folder of a match ----------------------------------------------------------------------------------

RESULT_FILE = "result.json"
TIE_POINTS_FILE = "tie_points.gpkg"
TIE_POINTS_STYLE_FILE = "tie_points.qml"  # QGIS takes it where it opens the file of tie points
HEATMAP_FILE = "heatmap.tif"
GCPS_FILE = "gcps.points"  # for the QGIS Georeferencer
REPORT_FILE = "report.html"
ERROR_RASTER_FILE = "error.tif"  # only if it is asked for
MATCH_FILES = (
    RESULT_FILE,
    TIE_POINTS_FILE,
    TIE_POINTS_STYLE_FILE,
    HEATMAP_FILE,
    GCPS_FILE,
    REPORT_FILE,
    ERROR_RASTER_FILE,
)

# What the name of a corrected file has after that of the raster.
CORRECTED_SUFFIX = "_s2m2"

# The layer of TIE_POINTS_FILE, and those of its columns that both sides use.
TIE_POINTS_LAYER = "tie_points"
ID = "id"
MOVING_X, MOVING_Y = "moving_x", "moving_y"  # the place in the moving layer, in units of the CRS
DX, DY = "dx", "dy"  # the displacement in units of the CRS
DX_M, DY_M = "dx_m", "dy_m"  # the same in metres on the ground, to the east and to the north
# What the transform leaves of the displacement, in units of the CRS, by a transform fitted without the tie point.
RESIDUAL_DX, RESIDUAL_DY = "residual_dx", "residual_dy"
RESIDUAL_M = "residual_m"  # its length in metres on the ground
# The covariance of the displacement, px²: variance along columns, covariance, variance along rows.
COVARIANCE = ("cov_xx", "cov_xy", "cov_yy")
CONFIDENCE, ABSTAINED, INLIER = "confidence", "abstained", "inlier"
# The analyst's judgement of a tie point, and the displacement that she gives to a moved tie point, in units of the CRS.
CHECKED, CHECKED_DX, CHECKED_DY = "checked", "checked_dx", "checked_dy"
# Values of CHECKED; it is "" or null where nobody has checked the tie point. An added one was not found by the match.
CONFIRMED, MOVED, REJECTED, ADDED = "confirmed", "moved", "rejected", "added"

# --- the folder of a batch ----------------------------------------------------------------------------------

BATCH_FILE = "batch.json"  # says whose folder it is
BATCH_MANIFEST_FILE = "qgis_pairs.csv"  # the manifest, if QGIS wrote it
BATCH_JOURNAL_FILE = "journal.jsonl"  # a line for each pair that has finished
BATCH_TABLE_FILE = "results.parquet"
BATCH_LAYER_FILE = "results.gpkg"  # the same, for programs that read no Parquet
BATCH_LAYER = "results"  # its layer
BATCH_REPORT_FILE = "report.html"
BATCH_NETWORK_FILE = "network.json"  # only if it is asked for
BATCH_PAIRS_FOLDER = "pairs"  # with the folder of a match for each pair
BATCH_CORRECTED_FOLDER = "corrected"  # in the folder of a pair
BATCH_LOCK_FILE = "batch.lock"  # while a process works on it
BATCH_STOP_FILE = "stop"  # whoever makes this file stops the batch

# --- the folder of a fine-tuning ----------------------------------------------------------------------------

FINETUNE_SETTINGS_FILE = "settings.json"  # written when the run begins
FINETUNE_RESULT_FILE = "finetune.json"  # written when it has ended

# The folder of the training in the run's folder, and the files of its curves, whose columns are named after metrics.
TRAINING_FOLDER = "training"
TRAINING_FILE, VALIDATION_FILE = "training.csv", "validation.csv"
STEP = "step"
# The metrics that the plugin draws: the loss, and the share of matches that are right within 3 pixels.
LOSS, CMR_3 = "loss", "cmr_3"
