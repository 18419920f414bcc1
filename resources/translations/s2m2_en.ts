<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>S2M2</name>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>“{name}” is not a file, so it cannot be shown corrected before it is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>“{name}” cannot be shown corrected: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>{name} (preview)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>a part of it lies outside the domain of the match&apos;s CRS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>{percent:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>CE90 m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>≤ 1 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kind of transform. The one in bold is that of the match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Nine of ten held-out tie points have at most this residual, in metres, with this kind of transform.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>CE90 in pixels of the common grid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Share of the held-out tie points that have a residual of at most one pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kinds of transforms that were compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>Match…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Open match…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Check tie points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>{name} as SAR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>{name} as optical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Compare on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Sw&amp;ipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show one layer left of a line and the other right of it. Drag the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Flic&amp;ker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show the two layers in turns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>C&amp;heckers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show the two layers in the squares of a checkerboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Corrected, with the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>As it is, with the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Corrected, with as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>What is compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>“Corrected” needs no file: it shows what Correct would write by the method that is chosen there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Drag the line, or press the comma and the full stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>The wheel zooms, dragging pans. The space bar shows the layer corrected and as it is. Esc ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>{name}, as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>{name}, corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>The preview is being prepared…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The transform that the tie points support best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Moves the layer as a whole. Pixel values do not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Shift, rotation and one scale. Pixels are resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Affine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Shift, rotation, scale and shear. Pixels are resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Polynomial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>A smooth bend of second order. Pixels are resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Thin-plate spline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Follows local distortion, such as relief. Pixels are resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Nearest pixel for classes and masks, cubic for images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Nearest pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Takes values as they are: for classes and masks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Bilinear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Blends four pixels. Values stay within those of their neighbours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Cubic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Blends sixteen pixels: the sharpest, for images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Its own, moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The pixels move with the layer. They lie beside those of the reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Those of the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Exactly the reference&apos;s CRS, pixels and extent; resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Those of a layer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Exactly that layer&apos;s CRS, pixels and extent; resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>GeoTIFF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>With overviews of the same levels as the original.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Cloud-optimised GeoTIFF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>For the web and for archives; always with overviews.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>How values between pixels are found. It does not matter where pixels stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The layer whose pixels the corrected layer gets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Layers with the moving layer&apos;s CRS and extent. Those that you tick are corrected, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Corrected raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>File for the corrected raster. The original does not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>File for the corrected raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Choose a file for the corrected raster…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;Correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Write a corrected copy of the moving layer and add it to the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Remove the corrected layers again, and the files that were written, if nothing else uses them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>M&amp;ethod</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Resamplin&amp;g</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Pi&amp;xels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;These, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Save &amp;as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a shift. Pixel values do not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a shift with rotation and scale. Pixels are resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found an affine transform. Pixels are resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a smooth bend of second order. Pixels are resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found local distortion, which a thin-plate spline follows. Pixels are resampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The moving layer was removed from the project. Add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>No file is given for the corrected raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose a file under “Save as”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Two corrected layers would be written to “{file}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose another file under “Save as”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>No file is given whose pixels the corrected raster gets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose a layer of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>“{file}” is one of the matched layers, which are never overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>The corrected layer may be in a wrong place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>This match is not reliable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Correct anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>“{file}” exists. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>“{file}” was written, but QGIS cannot open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Check the file in another program, or save the corrected raster to another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Corrected layer written: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>, and {count} more in the same folder</source>
        <translation>
            <numerusform>, and {count} more in the same folder</numerusform>
            <numerusform>, and {count} more in the same folder</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>The correction was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <location filename="../../s2m2_qgis/processing/provider.py"/>
        <source>S2M2: SAR and optical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Set up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>“{name}” was removed, so the match was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Add it again and press Match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>No program was found that opens “{file}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Open it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The SAR layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The optical layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Swap the two layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>SAR (optical stays)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Optical (SAR stays)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>The moving layer is the layer that is corrected. Choose the layer whose position you trust less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>The matcher. “Structure” compares edges and needs no trained model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Models…: view, import, export, rename, annotate or remove models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Show an earlier match, to check, refit or correct by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Fine-tune…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Adapt a trained model to your own scenes while you continue to work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Python environment, default search radius, results folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Open the settings, which say what is downloaded before anything is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>&amp;Match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Measure the displacement between the moving layer and the reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Ca&amp;ncel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;SAR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Optical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Mo&amp;ves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Search radi&amp;us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Mo&amp;del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>&amp;Limit to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>Draw a box on the map, around the ground to match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>Choose the layer of polygons under “Limit to”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>“{name}” has no polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The whole overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>What the map shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A box on the map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Polygons of a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Where to match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Where the layers are matched. The correction holds for all of the moving layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The layer whose polygons are matched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Drag a box on the map; choose this again to draw another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Only its {count} selected polygons.</source>
        <extracomment>Where the number is 1, the English text is: Only its selected polygon.</extracomment>
        <translation>
            <numerusform>Only its selected polygon.</numerusform>
            <numerusform>Only its {count} selected polygons.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>All of its polygons, since none is selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The layer whose ground is left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Clouds, water or anything else that must not be matched: polygons (the selected ones, if there are any), or a raster that is not zero there. Of a Sentinel-2 scene classification (SCL), clouds and their shadows are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Pixels between neighbouring tie points. Fewer pixels give more tie points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>NVIDIA GPU (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>What computes. Automatic takes the GPU where PyTorch can use one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A raster of heights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A digital elevation model in metres. If given, the result says whether the residuals depend on height, as they do in images without terrain correction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>No limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The largest CE90 that you accept. A match above it gets a warning, and is not unreliable for that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Write the error raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>error.tif: the displacement at each place and its standard deviation, in metres.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Spacing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Compute on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>CE90 at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Heights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>Match of “{sar}” and “{optical}” begins: {settings}. Results: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>reliable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>unreliable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>Match ended: {verdict}. {shift} {inliers} of {total} tie points agree. {reasons}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>a CRS of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>{width} by {height} km</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>pixels of {size} m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {memory} GB of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {count} s</source>
        <translation>
            <numerusform>about {count} s</numerusform>
            <numerusform>about {count} s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {count} min</source>
        <translation>
            <numerusform>about {count} min</numerusform>
            <numerusform>about {count} min</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A match is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A correction is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A refit is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Repair Python…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Set up Python…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Looking for the Python environment for matching…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the environment is damaged. {ailment} Repair it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the two layers look swapped: the SAR layer seems to be an optical layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but ONNX Runtime cannot be loaded: the model “structure” is used instead of the trained model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the environment is that of another version of S2M2. Update it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready to match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Add a SAR and an optical raster layer to the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Choose the SAR layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Choose the optical layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The data of “{name}” cannot be found. Repair the layer&apos;s data source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>“{name}” is chosen twice. Choose two different layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>“{name}” has no coordinate reference system. Set the layer&apos;s CRS first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The search radius is 0. Set it to the largest possible misalignment, in metres.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The layers do not overlap: they are {gap} apart. Choose layers that show the same ground, or increase the search radius.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The area under “Limit to” shows no ground that both layers cover. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind}: its accuracy was not measured. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind}: CE90 {ce90}, {share} of the tie points within 1 px. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The shift did not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The shift changed by {moved} m, from {was} to {now}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>CE90 is {now}, as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>CE90 was {was} and is {now}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Transform: {now}, before: {was}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match is still reliable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match is still not reliable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match was not reliable and is reliable now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match was reliable and is not reliable any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{length} m to the {direction}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>&amp;Refit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Make transform, accuracy, verdict, report and gcps.points anew from the tie points as you have checked them, by the method that is chosen under Correct. Nothing is matched again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind} was not compared with the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Correct takes it; Refit gives a verdict on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Refit uses your checks; Correct does so after that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Check tie &amp;points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Mark on the map which tie points are correct. Refit uses this, and fine-tuning learns from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Ta&amp;ble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>List the tie points, with views of each, to sort, filter and edit them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>Displacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Residual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>What the arrows on the map show: where each place has to move, or what a transform that was fitted without the tie point leaves of that. The legend says how many times longer they are drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Shift at the centre of the overlap, in metres on the ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>In pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Shift in pixels of the common grid, on which both layers were matched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>CE90</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Nine of ten held-out tie points have at most this residual.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>RMSE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Root mean square residual of the held-out tie points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <location filename="../../s2m2_qgis/tie_points/table.py"/>
        <source>Tie points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Number of tie points that agree with the transform (inliers).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Arro&amp;ws</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Reliable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Not reliable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Zoom to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Results folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_dialog.py"/>
        <source>S2M2 settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Find &amp;automatically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Use this Python:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Python for matching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Chec&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>none: packages are downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>For computers without internet access: a folder with the wheel files of the packages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>that of pip&apos;s settings, or PyPI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The address of your organisation&apos;s mirror of PyPI, for example https://mirror.example/simple.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>that of pytorch.org</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The address of your organisation&apos;s mirror of PyTorch&apos;s index. Only Linux needs it; Windows and macOS get PyTorch from the package index.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>With &amp;PyTorch, for fine-tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching does without PyTorch; fine-tuning needs it. PyTorch can be added later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>With Dask, for &amp;matching many pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The Processing algorithm “Match many” needs Dask. It can be added later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Remo&amp;ve environment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Measure the environment, and remove it if you agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Automatic ({m:.0f} m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>beside the moving layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Every match creates its own folder in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Python environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching runs in a separate Python environment, so that QGIS&apos;s Python does not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Wheel folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Package inde&amp;x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>P&amp;yTorch index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>New matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Search &amp;radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Results &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching can run in this Python, but only with the model “structure”: ONNX Runtime or safetensors cannot be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching can run in this Python.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>the Python Package Index or the index in pip&apos;s settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>{index}, and from {pytorch_index}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Adds {what} to the environment in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Makes the environment in {folder} anew; the present one stays until the new one works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Creates an environment in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Packages come from the wheel folder, without internet, and need about {disk} MB of disk space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>This downloads about {download} MB from {source} ({packages}) and needs about {disk} MB of disk space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>A&amp;dd {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Re&amp;pair environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Update &amp;environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Create &amp;environment again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Create &amp;environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The environment is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The environment is ready for matching, but not for all else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stopped. The environment has not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stopped. No files remain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Measuring the environment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Remove the Python environment?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The folder {folder} with {size} MB is removed. Results and models stay. Matching then needs another environment, which can be created here again. Close other QGIS windows that use this one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Removing the environment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The environment was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stop the set-up?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Cancel lets it go on. If you stop it, what it has done so far is not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stop the set-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>{first} and {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/shown_match.py"/>
        <source>From a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/shown_match.py"/>
        <source>Folder of a match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/task_runner.py"/>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/task_runner.py"/>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>The file of tie points cannot be written. It may be open in another program, or the disk may be full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>Click an arrow to confirm it, drag it to its correct place, or right-click to reject it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>Repeat the click to undo it. To add a tie point, click beside all arrows: first its place in the moving layer, then where that belongs. Press Esc to finish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} confirmed</source>
        <translation>
            <numerusform>{count} confirmed</numerusform>
            <numerusform>{count} confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} moved</source>
        <translation>
            <numerusform>{count} moved</numerusform>
            <numerusform>{count} moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} added</source>
        <translation>
            <numerusform>{count} added</numerusform>
            <numerusform>{count} added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} rejected</source>
        <translation>
            <numerusform>{count} rejected</numerusform>
            <numerusform>{count} rejected</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north-east</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>east</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south-east</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south-west</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>west</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north-west</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” is already aligned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” is already aligned: what was measured, {length} m, is below half a pixel and below CE90, {ce90} m.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how} in the middle, and by other amounts elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how} in the middle, and by other amounts elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how} in the middle, and by {least} m to {most} m over the tie points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how} in the middle, and by {least} m to {most} m over the tie points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{length} m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{length} ± {error} m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{length} to the {direction} (bearing {bearing:.0f}°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m east</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m west</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m north</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m south</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m ({px:.2f} px)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{count} of {total} agree ({percent:.0f} %)</source>
        <translation>
            <numerusform>{count} of {total} agree ({percent:.0f} %)</numerusform>
            <numerusform>{count} of {total} agree ({percent:.0f} %)</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>CEOS-ARD, {figure} of at most half a pixel ({limit} m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{figure} of at most {limit} m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>not met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{what}: {verdict}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>Whether the residuals depend on height could not be tested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>The residuals depend on height: {slope} m for each 100 m. That is relief displacement, not misalignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>The residuals do not depend on height ({slope} m for each 100 m).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Curves of the fine-tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Correct within 3 px, on validation ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>no values yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>The trained model to start from. It does not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Name of the new model: letters a to z, digits, dots, dashes, underscores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Longest training time; with little ground, training ends sooner. Aligning the layers, looking for lessons and testing the new model take additional time. The window says how much, once the first block was looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Pairs to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>The model learns from pairs of layers that show the same ground. Pairs need no labels and need not be aligned. You can continue to use QGIS meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Name of the new model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Time for training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Stop for now. What has been learned is kept, even if QGIS is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Cancel…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Stop, and delete what has been learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Resume the run where it was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Add the new model to your models, and choose it in the dock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>{count} pairs</source>
        <extracomment>Where the number is 1, the English text is: one pair</extracomment>
        <translation>
            <numerusform>one pair</numerusform>
            <numerusform>{count} pairs</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>“{name}”, from {model}: {pairs}, {minutes:g} min of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Start &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Discard…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Delete this run, and choose pairs for another run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Delete what has been learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Outcome of the fine-tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>The new model is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>The new model is not better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>There is no new model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Nothing was learned from {pair}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was wrong and is now correct.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was correct and is now wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was correct and still is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was wrong and still is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Error before: {base:.1f} px. Error now: {tuned:.1f} px.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>its correct place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>where it was found before (dashed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>where it is found now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Examples (templates whose result changed come first; the table shows how often it changes): a template of the SAR layer and, on the optical layer,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/runs.py"/>
        <source>The folder “{folder}” cannot be written to: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/runs.py"/>
        <source>It is in your QGIS profile. Check that the disk is not full and that you have write permission.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>S2M2: fine-tune a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Choose a SAR and an optical layer of the same ground, and press Add pair, or use Add many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Give the new model a name of letters a to z, digits, dots, dashes and underscores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>A model with the name “{name}” exists. Give the new model another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Looking for models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>There is no trained model to start from. To import a model, press … next to Model in the dock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Pausing: the current step is completed…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stop, and delete what has been learned?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>To continue later, pause the run instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stop and delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Delete what “{name}” has learned?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This run has not ended. Resume or discard it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has ended without a better model. Press “Fine-tune…” in the S2M2 dock to see why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has ended with a better model. Press “Fine-tune…” in the S2M2 dock to use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>What has been learned is kept. You can resume at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has stopped. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Start anyway?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Paused. What has been learned is kept, even if QGIS is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Use the new model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>“{name}” has been added to your models and is chosen in the dock. You can choose another model there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This run is open in another QGIS window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/batch.py"/>
        <source>Matching many pairs needs Dask, which the Python at “{python}” lacks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/batch.py"/>
        <source>Add it in the S2M2 settings: tick “With Dask”, and press “Add Dask”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/calls.py"/>
        <source>Exporting “{name}” to a temporary file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>Looking at disk and memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>“{name}” cannot be given its coordinate reference system: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>Export the layer to a file with that coordinate reference system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>The plugin failed: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Please report this sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Match {sar} and {optical}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Refit a match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Prepare a preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Correct {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Fine-tune {model} to “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>List models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Change models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Set up the matching environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Measure the matching environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Remove the matching environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/locator.py"/>
        <source>S2M2: match and correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Default (trained)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Structure (untrained)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>It can only be removed or renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>This model comes with S2M2 and cannot be renamed or removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>calibrated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>not calibrated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Your note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Confidences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>S2M2 models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>About the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>&amp;Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Install a model file, or a checkpoint of the published S2M2-SAR code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Write the model to a file, which can be imported on another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Re&amp;name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Give the model another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>N&amp;ote…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Write a note on the model. It is stored in the model&apos;s file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Re&amp;move…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Delete the model&apos;s file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Import a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Importing {file}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Imported as “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Export “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Exporting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Written: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>New name of “{name}”:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>“{old}” is now called “{new}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Renaming…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Note on “{name}”:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Writing the note…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>The note was written to the model&apos;s file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Remove the model “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>This deletes its file. Export the model first to keep a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Removing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Removed “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>{minutes:g} min, {steps} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/models/history.py"/>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>and {count} more</source>
        <translation>
            <numerusform>and {count} more</numerusform>
            <numerusform>and {count} more</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Fine-tuned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Scenes that it learned from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/library.py"/>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Correct within 3 px, on held-out ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Correct within 3 px, on simulated landscapes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Neighbouring templates that contradict each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Measured with {windows} templates in {blocks} places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>In {share:.0%} of them the ground looks like your scenes; elsewhere the base model is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Add &amp;many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Add pairs from folders, from layer groups, or from earlier matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From a &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From &amp;two folders, SAR and optical…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From layer &amp;groups…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>&amp;Matched in this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Pairs with their matches: the model learns from the tie points that you checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>S&amp;top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Stop looking for pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>&amp;Left over…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Show the rasters without a partner, and why they have none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with SAR and optical rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with the SAR rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with the optical rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Choose groups whose layers form pairs. Names and bands tell which layers are SAR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Pairs from layer groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No pair of layers in this project has been matched yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Stopped. No pairs were added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Looking for rasters…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Opening rasters: {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Added {count} pairs.</source>
        <extracomment>Where the number is 1, the English text is: Added one pair.</extracomment>
        <translation>
            <numerusform>Added one pair.</numerusform>
            <numerusform>Added {count} pairs.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No pairs were found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No rasters were found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>{count} were in the list.</source>
        <translation>
            <numerusform>{count} were in the list.</numerusform>
            <numerusform>{count} were in the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>{count} left over: {reasons}.</source>
        <translation>
            <numerusform>{count} left over: {reasons}.</numerusform>
            <numerusform>{count} left over: {reasons}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Left over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folder_task.py"/>
        <source>Look for pairs in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <source>it cannot be read as a raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it has no coordinate reference system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it is not georeferenced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>All layers of the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it is a web map; add its pairs one by one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <source>The table has no column {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <source>A table of pairs has the columns id, sar and optical.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“{path}” cannot be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Add pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Add the two layers to the list below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Remove the selected pairs from the list. Layers and files are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Choose two different layers: a SAR layer and an optical layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>“{name}” has no coordinate reference system. Set it in the layer&apos;s properties.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>This pair is already in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The two layers look swapped: the SAR layer seems to be an optical layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>checked tie points: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>matched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Match: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>neither its name nor its bands show whether it is SAR or optical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>the raster that fits it belongs to another pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>no optical raster shows its ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>no SAR raster shows its ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>S2M2: match SAR and optical…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>S2M2: match and correct SAR and optical layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Match with S2M2…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Mosaic for S2M2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Match the selected raster layers as one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>{name} cannot be “{value}”. It is one of {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>Search radius (metres on the ground)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Match folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>The raster “{source}” cannot be opened. Check that the file exists and is a raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>One of these rasters cannot be opened: {sources}. Check that they exist and are rasters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>The folder that a match wrote its results to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“auto”: the transform that the match chose. “shift” moves the raster without resampling. “similarity”, “affine” and “polynomial” correct rotation, scale and smooth distortion; “tps”, a thin-plate spline, local distortion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Resampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“auto”: the nearest pixel for classes and masks, cubic for images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Pixels of the output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“own”: the raster&apos;s own pixels, moved; they lie beside those of the reference. “reference”: exactly the reference&apos;s CRS, geotransform and extent, resampled, so that both can be stacked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Or exactly the pixels of this raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>If it is set, the output gets the CRS, geotransform and extent of this raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“gtiff”: GeoTIFF. “cog”: cloud-optimised GeoTIFF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct even if the match is not reliable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Such a match is refused otherwise. Look at its tie points first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct even what was corrected before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>A raster that was corrected already would be moved twice, and is refused otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{name}” is no file, so its pixels cannot be taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct a raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Writes a copy of a raster, moved onto the reference by the transform of an earlier match. A pure shift is applied without resampling. A match that is not reliable is refused unless forced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Raster to correct (the moving layer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>The moving layer of the match, or another raster that is aligned with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>A GeoTIFF. It cannot be the raster that is corrected, nor the reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct many rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Writes copies of rasters, moved onto the reference by the transform of an earlier match, as NAME_s2m2.tif into a folder. All of them must have the CRS and the corners of the moving layer; each keeps its data type, mask, bands and overviews. If one cannot be used, none is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Rasters to correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Rasters with the CRS and the corners of the moving layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Folder for the corrected rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Files there that a correction wrote are replaced, no others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Corrected rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{folder}” holds no match. Give the folder that a match wrote its results to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{file}” cannot be read as the result of a match: {reason}. Match again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Fine-tune a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Adapts a trained model to pairs of SAR and optical rasters, which nobody needs to have labelled or aligned: the first SAR layer belongs to the first optical one, and so on. MODEL is the new model&apos;s file if it is better than the one before on ground kept apart, else empty; REASON says why. A run that was stopped goes on if it is given the same folder and the same settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Minutes of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>At most; with little ground it ends sooner. Finding out how the layers lie, and trying the new model, take a little more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>The largest misalignment of a pair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Match folders of the pairs, in the same order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>A line (or, between semicolons, a part) for each pair; empty where there is no match. Pairs with one are not matched again, and the tie points that were checked there are learned from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>SAR layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Scenes of the sensor and the ground that the model is to learn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Optical layers, in the same order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>One for each SAR layer, of the same ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Name of the new model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Up to 64 letters a to z, digits, dots, hyphens and underscores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Folder of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>What was learned is kept there. With the same folder and settings, a stopped run goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Base model, a trained one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>New model&apos;s file, or empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Whether there is a better model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Why, or why not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>{sars} SAR and {opticals} optical layers are given. Give as many of the one as of the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>{folders} match folders are given for {pairs} pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>There is no better model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Masks: ground to leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Clouds, water or anything else that must not be matched: polygons, or rasters that are not zero there. Of a scene classification of Sentinel-2 (SCL), clouds and their shadows are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Cutline: polygons of the ground to match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Tie points are placed only inside these polygons, as the moving layer shows the ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Values of raster masks to leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Integers, with commas between them, for example 3,8,9,10. All but zero if not set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>“{text}” are not integers with commas between them, for example 3,8,9,10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>One of these masks cannot be opened: {sources}. Check that they exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Match SAR and optical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Finds tie points between a SAR and an optical raster of the same ground, and by how much the moving layer has to be shifted to lie on the reference. Writes result.json, tie_points.gpkg, heatmap.tif, gcps.points and report.html. STATUS is “unreliable”, with a warning, where the result is not to be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The largest misalignment to look for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Pixels between tie points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Chosen from the size of the overlap if not set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Extent to match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>All of the overlap if not set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>SAR layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Optical layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A radar image. Rasters with several bands are matched by the bands that suit best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>An optical image of the same ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Moving layer, to be corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>“sar” or “optical”: the layer whose position you trust less. The other one is the reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Load tie points and heatmap when done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>They are added to the project with their styles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>All results are written there, and s2m2:correct takes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Replace a match that was checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A match folder whose tie points somebody has checked is refused otherwise: the checks would be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>error.tif: the displacement to the east and to the north at each place, and its standard deviation, in metres.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Largest CE90 that you accept (metres)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A match above it gets a warning. It is not called unreliable for that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Heights (DEM, metres)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>If given, the report says whether the residuals depend on height, as without terrain correction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Error raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>RMSE (metres)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Match many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Matches all pairs that a manifest, a table or two folders name, several at a time. RESULTS is a layer with the footprint, the verdict and the shift of each pair; its action “Open the pair&apos;s report” opens the report of the pair that is clicked. A batch that was cancelled or killed goes on if it is given the same folder: what is done is not done again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Moving layers, to be corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“sar” or “optical”: the layers whose positions you trust less, where a table says nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Correct the moving layers of reliable matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The corrected rasters lie in the folder of their pair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of all results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>It has a folder for each pair, a table and a report. Its results are used in the next run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs with their verdicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Reliable pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs that are not reliable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs that failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Manifest file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Manifests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>A CSV or Parquet file with the columns id, sar and optical, or a collection of STAC items. Give a manifest, a table, or two folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Table of pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>A layer or table with the columns id, sar and optical, and others of a manifest. Others do not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of SAR rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of optical rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Rasters whose names are equal without words such as SAR and optical are a pair, and then those that overlap most. Subfolders count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>One for each core of the processor if it is not set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Times that a failed pair is tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Only where the failure may have been chance: a server, a lack of memory, a full disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Go on when a pair fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Without it, pairs that cannot be matched are listed, and nothing begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Adjust the shifts of all pairs together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>For images that occur in several pairs: each gets one correction, and wrong pairs show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Match all pairs again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Also those that are done with the same inputs and settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Show the results on the map, from the first pair on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The layer grows while the batch runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: property that is equal for both items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as grid:code. A collection of STAC items needs all four of these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: days that may lie between the items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The nearest in time is taken, if it is not further away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: asset of SAR items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as vv. Items that have it are SAR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: asset of optical items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as B04. Items that have it are optical.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Give one of these: a manifest, a table of pairs, or two folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Cancelled. What was finished is kept, and is used in the next run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The table of pairs cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{name} is left out: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{number} more rasters are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>No pair was found in these folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“{folder}” is not empty, and no batch wrote it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{pairs} pairs: {reliable} reliable, {unreliable} not reliable, {failed} failed, {waiting} not begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Shift to the east (metres)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Shift to the north (metres)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>CE90 (metres)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Inliers among the tie points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Kind of transform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Status: reliable or unreliable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Why it is not reliable, or empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>A name in the list of models. Scripts may also give the path of a model file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>Model file, in place of a model of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>A model that is not in the list of models; it counts if it is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Makes transform, accuracy, verdict, report and gcps.points of an earlier match anew from its tie points, as you have checked them, without matching again. Rejected tie points are left out; confirmed, moved and added ones weigh more. STATUS is “unreliable”, with a warning, where the result is not to be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>The folder that a match wrote its results to. Its files are written anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>“auto” takes the kind of transform that the tie points support best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Control points of the Georeferencer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>A .points file for the moving layer. Its points confirm, move or reject the tie points at their places; the others are added to the tie points. They are kept as checks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>Residual after the transform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>{what}, true length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>{what}, drawn {times} times as long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Open the pair&apos;s report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>not reliable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrected_layer.py"/>
        <source>{name} (corrected)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” could not be removed: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays: there was a file of that name before, whose content was replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because it was changed after it was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays with its layer, because a later match is of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because another layer reads it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because the project was saved with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/kept_results.py"/>
        <source>The results in “{folder}” could not be moved and will be lost when QGIS is closed: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” is read with {factor:.1f} times larger pixels, because the area is large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” has no data in the area that is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Choose layers that show the same ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” is a web map, and the area is too large to ask its server for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Choose a smaller area, or a file as the layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>QGIS reports error {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>The server of “{name}” has sent no picture of the area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Look whether the layer is drawn on the map there. The server may be down, or refuse you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>The server of “{name}” has sent no picture for {percent} % of the area, which is not matched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” could not be written to a temporary file: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Check that the layer is drawn on the map and that the disk is not full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/live_tie_points.py"/>
        <source>Tie points so far (confidence)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mask_files.py"/>
        <source>“{name}” cannot be used here: it is not a raster file with this CRS. Export it (Layer &gt; Save As).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mask_files.py"/>
        <source>“{name}” cannot be used as a mask: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/match_group.py"/>
        <source>Tie points (confidence)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/match_group.py"/>
        <source>Heatmap (probability)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{folder}” holds no match. Choose a folder that a match wrote its results to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{file}” cannot be read as the result of a match: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{name}” has no tie points any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>Select two or more raster layers that are to be matched as one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>“{name}” has another CRS, other bands or another data type than “{first}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>QGIS cannot open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>The mosaic cannot be written into “{folder}”: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>GDAL gives no reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/checked_points.py"/>
        <source>“{name}” is being edited. Save its edits or discard them first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/checked_points.py"/>
        <source>“{name}” cannot be written to, so its tie points cannot be checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Confirm {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Confirm a tie point</extracomment>
        <translation>
            <numerusform>Confirm a tie point</numerusform>
            <numerusform>Confirm {count} tie points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Reject {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Reject a tie point</extracomment>
        <translation>
            <numerusform>Reject a tie point</numerusform>
            <numerusform>Reject {count} tie points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Take back the checks of {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Take back a check</extracomment>
        <translation>
            <numerusform>Take back a check</numerusform>
            <numerusform>Take back the checks of {count} tie points</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Move a tie point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Add a tie point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>You added this tie point. Drag it to move it, or right-click to remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>The match found no displacement here that you could confirm. Drag the point to its correct place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>A tie point begins here in the moving layer. Click where this place belongs, as the reference shows it. Right-click or press Esc to drop it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Moving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>The place in the moving layer. The wheel zooms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Reference (click to place)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Where this place belongs. Click it in the reference, and the tie point moves there. The wheel zooms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>How probable each place is. The ellipse holds nine of ten errors, if the match is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>not used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>outlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>not matched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Residual m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>East m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>North m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Ticked tie points count when the transform is fitted. The space bar ticks the selected rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Number of the tie point in its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>What a transform that was fitted without this tie point leaves of its displacement, in metres.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How sure the match is of this tie point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How far the place has to move along the CRS&apos;s first axis, in metres on the ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How far the place has to move along the CRS&apos;s second axis, in metres on the ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Your check, or whether the tie point agrees with the transform.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>S2M2: tie points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>All tie points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Those that agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Outliers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Not matched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Which tie points are listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Share of the tie points to drop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Drop the worst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Reject this share of the tie points that agree: those with the largest residuals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Map follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>The map shows the current tie point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Refit at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Each change makes transform, accuracy and verdict anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Use, or leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Take back the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>The largest misalignment to look for, in metres on the ground. A larger radius takes longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>a few seconds left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>about {count} s left</source>
        <translation>
            <numerusform>about {count} s left</numerusform>
            <numerusform>about {count} s left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>about {count} min left</source>
        <translation>
            <numerusform>about {count} min left</numerusform>
            <numerusform>about {count} min left</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>exit status {s}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>the file of {package} is not the one that S2M2 was released with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>It was not installed. The index or the folder holds another file under this name; tell who manages it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Check QGIS&apos;s proxy under Settings &gt; Options &gt; Network, or “proxy” in pip&apos;s settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Free disk space for the QGIS profile, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Use a QGIS profile in a folder whose path does not contain this character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Check the permissions of the profile&apos;s folder, and whether an antivirus program blocks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The proxy wants a user name and a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Pip cannot use a SOCKS proxy. Use an HTTP proxy, or install from a folder of wheels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>A proxy or antivirus program may replace certificates. Add its certificate authority in QGIS under Settings &gt; Options &gt; Authentication, or name it as “cert” in pip&apos;s settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The index wants a user name and a password. Write them into a .netrc file or pip&apos;s settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The index or a proxy refuses access. Ask who manages it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Check the internet connection and the proxy, or install from a folder of wheels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>Waiting for other work to end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>The worker {pid} was started with {python}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>The worker {pid} has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>Matching needs a Python environment, which is not set up yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/environment.py"/>
        <source>PyTorch is being added to the environment. Wait until that has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Set up the environment, or choose another Python, in the S2M2 settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The Python at “{python}” cannot be started: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The plugin&apos;s folder lacks the engine&apos;s files ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Reinstall the plugin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The Python at “{python}” lacks the package {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine could not start: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>exit status {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine was killed while it worked, perhaps because there was not enough memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Close other programs, or match a smaller area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine stopped while it worked (exit status {status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again. The log panel “S2M2” shows its last messages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine did not start within {seconds:.0f} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again, or choose another Python in the S2M2 settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine sent a message that the plugin does not understand: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again. If this happens again, reinstall the plugin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot be started: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} did not answer within {limit:.0f} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <source>The package {package} is damaged: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from the folder {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}, the index in the S2M2 settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}, the index in pip&apos;s settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>QGIS&apos;s proxy is used: {proxy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>These settings of pip are not used here: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Pip cannot read its settings, which are not used here: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The other QGIS has created the environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The earlier environment is still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing the engine&apos;s packages…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking the environment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Choose another Python in the S2M2 settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing Dask…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking Dask…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Dask could not be installed: {reason}. {hint}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking PyTorch…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Install the latest Microsoft Visual C++ Redistributable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>PyTorch could not be installed: {reason}. {hint}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing what PyTorch needs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing PyTorch from {index}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing PyTorch…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>If the index has no file for this system and Python version, choose another index or a folder of wheels in the S2M2 settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The folder must contain the wheels of all packages for this system and Python version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The folder “{folder}” contains no wheels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Choose a folder that “pip download” has filled, or choose no folder to install from the internet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>No environment can be made in “{folder}”: its path contains “{character}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Check the folder&apos;s permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The earlier environment in “{folder}” cannot be replaced: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Close other QGIS windows that use it, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The index {index} cannot be reached: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>{file}: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>{file} is not the file that S2M2 was released with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>the index has no such file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Look for the matching environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>The matching environment does not work: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Check the packages for matching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Check the matching environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>{path} cannot be used: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>There is no Python at “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot load {package}: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is not a working Python: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is Python {version}, but the engine needs {minimum} or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is Python {version}, but there are packages only for {minimum} to {maximum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is a Python for {platform}, for which there are no packages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot make environments: it lacks {packages}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} lacks packages that the engine needs: {packages}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>it ended with exit status {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>it crashed ({signal})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>Creating the environment needs Python {minimum} to {maximum}, which was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>Install Python from python.org, or choose a Python in the S2M2 settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/reaching.py"/>
        <source>it did not answer within {limit:.0f} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>“{folder}” is not an environment that S2M2 has made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Remove the folder yourself if you do not need it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>The environment is being set up, perhaps in another QGIS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Wait until that has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>The environment is in use: a match, a correction or a fine-tuning is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Cancel it or wait until it ends, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>“{folder}” cannot be removed: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>“{folder}” cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>process {process} on {host}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>its owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>Another QGIS is setting up the environment ({who}); waiting for it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/space.py"/>
        <source>The set-up needs {needed} MB on the disk of “{folder}”, which has {free} MB free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/space.py"/>
        <source>Free disk space, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>The environment could not be created: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>On Debian and Ubuntu, install python3-venv. Elsewhere, choose a Python in the S2M2 settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Creating an environment with {python}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Creating an environment with {python}, which has no pip for it, and {file}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>The remains of an earlier set-up in “{folder}” cannot be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Remove the folder, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
