<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>S2M2</name>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>“{name}” is not a file, so it cannot be shown corrected before it is written.</source>
        <translation>„{name}“ ist keine Datei und kann deshalb nicht korrigiert gezeigt werden, bevor es geschrieben ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>“{name}” cannot be shown corrected: {reason}.</source>
        <translation>„{name}“ kann nicht korrigiert gezeigt werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>{name} (preview)</source>
        <translation>{name} (Vorschau)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>a part of it lies outside the domain of the match&apos;s CRS</source>
        <translation>ein Teil davon liegt außerhalb des Gültigkeitsbereichs des KBS des Abgleichs</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>{percent:.0f} %</source>
        <translation>{percent:.0f} %</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>CE90 m</source>
        <translation>CE90 m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>≤ 1 px</source>
        <translation>≤ 1 px</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kind of transform. The one in bold is that of the match.</source>
        <translation>Art der Transformation. Die fett gedruckte ist die des Abgleichs.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Nine of ten held-out tie points have at most this residual, in metres, with this kind of transform.</source>
        <translation>Neun von zehn zurückgehaltenen Verknüpfungspunkten haben mit dieser Art von Transformation höchstens dieses Residuum, in Metern.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>CE90 in pixels of the common grid.</source>
        <translation>CE90 in Pixeln des gemeinsamen Gitters.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Share of the held-out tie points that have a residual of at most one pixel.</source>
        <translation>Anteil der zurückgehaltenen Verknüpfungspunkte mit einem Residuum von höchstens einem Pixel.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kinds of transforms that were compared</source>
        <translation>Arten von Transformationen, die verglichen wurden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>Match…</source>
        <translation>Abgleichen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Open match…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Correct</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Check tie points</source>
        <translation>Verknüpfungspunkte prüfen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Settings…</source>
        <translation>Optionen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>{name} as SAR</source>
        <translation>{name} als SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>{name} as optical</source>
        <translation>{name} als optisch</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Compare on the map</source>
        <translation>Auf der Karte vergleichen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Sw&amp;ipe</source>
        <translation>&amp;Wischen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show one layer left of a line and the other right of it. Drag the line.</source>
        <translation>Zeigt einen Layer links und den anderen rechts einer Linie. Ziehen Sie die Linie.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Flic&amp;ker</source>
        <translation>Bli&amp;nken</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show the two layers in turns.</source>
        <translation>Zeigt die beiden Layer abwechselnd.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>C&amp;heckers</source>
        <translation>Ka&amp;ros</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show the two layers in the squares of a checkerboard.</source>
        <translation>Zeigt die beiden Layer in den Feldern eines Schachbretts.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Corrected, with the reference</source>
        <translation>Korrigiert, mit der Referenz</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>As it is, with the reference</source>
        <translation>Wie er ist, mit der Referenz</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Corrected, with as it is</source>
        <translation>Korrigiert, mit dem unveränderten Layer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>What is compared</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>“Corrected” needs no file: it shows what Correct would write by the method that is chosen there.</source>
        <translation>„Korrigiert“ braucht keine Datei: Es zeigt, was Korrigieren nach der dort gewählten Methode schreiben würde.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Drag the line, or press the comma and the full stop.</source>
        <translation>Ziehen Sie die Linie, oder drücken Sie Komma und Punkt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>The wheel zooms, dragging pans. The space bar shows the layer corrected and as it is. Esc ends.</source>
        <translation>Das Mausrad zoomt, Ziehen verschiebt die Karte. Die Leertaste zeigt den Layer korrigiert und wie er ist. Esc beendet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>{name}, as it is</source>
        <translation>{name}, wie er ist</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>{name}, corrected</source>
        <translation>{name}, korrigiert</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>The preview is being prepared…</source>
        <translation>Die Vorschau wird vorbereitet…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The transform that the tie points support best.</source>
        <translation>Die Transformation, die die Verknüpfungspunkte am besten stützen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Shift</source>
        <translation>Verschiebung</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Moves the layer as a whole. Pixel values do not change.</source>
        <translation>Verschiebt den Layer als Ganzes. Pixelwerte ändern sich nicht.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Shift, rotation and one scale. Pixels are resampled.</source>
        <translation>Verschiebung, Drehung und ein Maßstab. Pixel werden neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Affine</source>
        <translation>Affin</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Shift, rotation, scale and shear. Pixels are resampled.</source>
        <translation>Verschiebung, Drehung, Maßstab und Scherung. Pixel werden neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Polynomial</source>
        <translation>Polynom</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>A smooth bend of second order. Pixels are resampled.</source>
        <translation>Eine glatte Biegung zweiter Ordnung. Pixel werden neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Thin-plate spline</source>
        <translation>Thin-Plate-Spline</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Follows local distortion, such as relief. Pixels are resampled.</source>
        <translation>Folgt örtlicher Verzerrung, etwa durch Relief. Pixel werden neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Nearest pixel for classes and masks, cubic for images.</source>
        <translation>Nächstes Pixel für Klassen und Masken, kubisch für Bilder.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Nearest pixel</source>
        <translation>Nächstes Pixel</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Takes values as they are: for classes and masks.</source>
        <translation>Übernimmt Werte, wie sie sind: für Klassen und Masken.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Bilinear</source>
        <translation>Bilinear</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Blends four pixels. Values stay within those of their neighbours.</source>
        <translation>Mischt vier Pixel. Werte bleiben zwischen denen ihrer Nachbarn.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Cubic</source>
        <translation>Kubisch</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Blends sixteen pixels: the sharpest, for images.</source>
        <translation>Mischt sechzehn Pixel: am schärfsten, für Bilder.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Its own, moved</source>
        <translation>Seine eigenen, verschoben</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The pixels move with the layer. They lie beside those of the reference.</source>
        <translation>Die Pixel bewegen sich mit dem Layer. Sie liegen neben denen der Referenz.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Those of the reference</source>
        <translation>Die der Referenz</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Exactly the reference&apos;s CRS, pixels and extent; resampled.</source>
        <translation>Genau KBS, Pixel und Ausdehnung der Referenz; neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Those of a layer:</source>
        <translation>Die eines Layers:</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Exactly that layer&apos;s CRS, pixels and extent; resampled.</source>
        <translation>Genau KBS, Pixel und Ausdehnung dieses Layers; neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>GeoTIFF</source>
        <translation>GeoTIFF</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>With overviews of the same levels as the original.</source>
        <translation>Mit Übersichten derselben Stufen wie das Original.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Cloud-optimised GeoTIFF</source>
        <translation>Cloudoptimiertes GeoTIFF</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>For the web and for archives; always with overviews.</source>
        <translation>Für das Web und für Archive; immer mit Übersichten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>How values between pixels are found. It does not matter where pixels stay as they are.</source>
        <translation>Wie Werte zwischen Pixeln gefunden werden. Wo Pixel bleiben, wie sie sind, ist es ohne Bedeutung.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The layer whose pixels the corrected layer gets</source>
        <translation>Der Layer, dessen Pixel der korrigierte Layer bekommt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Layers with the moving layer&apos;s CRS and extent. Those that you tick are corrected, too.</source>
        <translation>Layer mit KBS und Ausdehnung des bewegten Layers. Die angehakten werden auch korrigiert.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Corrected raster</source>
        <translation>Korrigiertes Raster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>File for the corrected raster. The original does not change.</source>
        <translation>Datei für das korrigierte Raster. Das Original ändert sich nicht.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>File for the corrected raster</source>
        <translation>Datei für das korrigierte Raster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Choose a file for the corrected raster…</source>
        <translation>Datei für das korrigierte Raster wählen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;Correct</source>
        <translation>&amp;Korrigieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Write a corrected copy of the moving layer and add it to the project.</source>
        <translation>Schreibt eine korrigierte Kopie des bewegten Layers und fügt sie dem Projekt hinzu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Remove the corrected layers again, and the files that were written, if nothing else uses them.</source>
        <translation>Entfernt die korrigierten Layer wieder, und die geschriebenen Dateien, falls sonst nichts sie benutzt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>M&amp;ethod</source>
        <translation>&amp;Methode</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Resamplin&amp;g</source>
        <translation>Ne&amp;uberechnung</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Pi&amp;xels</source>
        <translation>Pi&amp;xel</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;These, too</source>
        <translation>Au&amp;ch diese</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Save &amp;as</source>
        <translation>Speichern &amp;als</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a shift. Pixel values do not change.</source>
        <translation>Der Abgleich fand eine Verschiebung. Pixelwerte ändern sich nicht.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a shift with rotation and scale. Pixels are resampled.</source>
        <translation>Der Abgleich fand eine Verschiebung mit Drehung und Maßstab. Pixel werden neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found an affine transform. Pixels are resampled.</source>
        <translation>Der Abgleich fand eine affine Transformation. Pixel werden neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a smooth bend of second order. Pixels are resampled.</source>
        <translation>Der Abgleich fand eine glatte Biegung zweiter Ordnung. Pixel werden neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found local distortion, which a thin-plate spline follows. Pixels are resampled.</source>
        <translation>Der Abgleich fand örtliche Verzerrung, der ein Thin-Plate-Spline folgt. Pixel werden neu berechnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The moving layer was removed from the project. Add it again.</source>
        <translation>Der bewegte Layer wurde aus dem Projekt entfernt. Fügen Sie ihn wieder hinzu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>No file is given for the corrected raster.</source>
        <translation>Für das korrigierte Raster ist keine Datei angegeben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose a file under “Save as”.</source>
        <translation>Wählen Sie unter „Speichern als“ eine Datei.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Two corrected layers would be written to “{file}”.</source>
        <translation>Zwei korrigierte Layer würden nach „{file}“ geschrieben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose another file under “Save as”.</source>
        <translation>Wählen Sie unter „Speichern als“ eine andere Datei.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>No file is given whose pixels the corrected raster gets.</source>
        <translation>Es ist keine Datei angegeben, deren Pixel das korrigierte Raster bekommt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose a layer of a file.</source>
        <translation>Wählen Sie einen Layer einer Datei.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>“{file}” is one of the matched layers, which are never overwritten.</source>
        <translation>„{file}“ ist einer der abgeglichenen Layer, die nie überschrieben werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>The corrected layer may be in a wrong place.</source>
        <translation>Der korrigierte Layer kann am falschen Ort liegen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>This match is not reliable.</source>
        <translation>Dieser Abgleich ist nicht verlässlich.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Correct anyway</source>
        <translation>Trotzdem korrigieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>“{file}” exists. Replace it?</source>
        <translation>„{file}“ ist schon vorhanden. Ersetzen?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>“{file}” was written, but QGIS cannot open it.</source>
        <translation>„{file}“ wurde geschrieben, aber QGIS kann es nicht öffnen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Check the file in another program, or save the corrected raster to another file.</source>
        <translation>Prüfen Sie die Datei in einem anderen Programm, oder speichern Sie das korrigierte Raster in eine andere Datei.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Corrected layer written: {file}</source>
        <translation>Korrigierter Layer geschrieben: {file}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>, and {count} more in the same folder</source>
        <translation>
            <numerusform>, und {count} weiterer im selben Ordner</numerusform>
            <numerusform>, und {count} weitere im selben Ordner</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>The correction was taken back.</source>
        <translation>Die Korrektur wurde zurückgenommen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <location filename="../../s2m2_qgis/processing/provider.py"/>
        <source>S2M2: SAR and optical</source>
        <translation>S2M2: SAR und optisch</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Set up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>“{name}” was removed, so the match was stopped.</source>
        <translation>„{name}“ wurde entfernt, deshalb wurde der Abgleich angehalten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Add it again and press Match.</source>
        <translation>Fügen Sie ihn wieder hinzu, und drücken Sie Abgleichen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>No program was found that opens “{file}”.</source>
        <translation>Es wurde kein Programm gefunden, das „{file}“ öffnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Open it yourself.</source>
        <translation>Öffnen Sie es selbst.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The SAR layer</source>
        <translation>Der SAR-Layer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The optical layer</source>
        <translation>Der optische Layer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Swap the two layers</source>
        <translation>Die beiden Layer vertauschen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>SAR (optical stays)</source>
        <translation>SAR (optisch bleibt)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Optical (SAR stays)</source>
        <translation>Optisch (SAR bleibt)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>The moving layer is the layer that is corrected. Choose the layer whose position you trust less.</source>
        <translation>Der bewegte Layer ist der, der korrigiert wird. Wählen Sie den Layer, dessen Lage Sie weniger trauen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>The matcher. “Structure” compares edges and needs no trained model.</source>
        <translation>Das Verfahren. „Struktur“ vergleicht Kanten und braucht kein trainiertes Modell.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Models…: view, import, export, rename, annotate or remove models.</source>
        <translation>Modelle…: ansehen, importieren, exportieren, umbenennen, mit einer Notiz versehen oder entfernen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Show an earlier match, to check, refit or correct by it.</source>
        <translation>Zeigt einen früheren Abgleich, um ihn zu prüfen, neu anzupassen oder nach ihm zu korrigieren.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Fine-tune…</source>
        <translation>Nachtrainieren…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Adapt a trained model to your own scenes while you continue to work.</source>
        <translation>Passt ein trainiertes Modell an Ihre eigenen Szenen an, während Sie weiterarbeiten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Python environment, default search radius, results folder</source>
        <translation>Python-Umgebung, voreingestellter Suchradius, Ergebnisordner</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Open the settings, which say what is downloaded before anything is.</source>
        <translation>Öffnet die Einstellungen, die sagen, was heruntergeladen wird, bevor es geschieht.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>&amp;Match</source>
        <translation>Abg&amp;leichen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Measure the displacement between the moving layer and the reference.</source>
        <translation>Misst den Versatz zwischen dem bewegten Layer und der Referenz.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Ca&amp;ncel</source>
        <translation>Abbrec&amp;hen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;SAR</source>
        <translation>&amp;SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Optical</source>
        <translation>&amp;Optisch</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Mo&amp;ves</source>
        <translation>&amp;Verschoben</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Search radi&amp;us</source>
        <translation>Suchrad&amp;ius</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Mo&amp;del</source>
        <translation>Mo&amp;dell</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>&amp;Limit to</source>
        <translation>Be&amp;grenzen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>Draw a box on the map, around the ground to match.</source>
        <translation>Ziehen Sie auf der Karte ein Rechteck um den Boden, der abgeglichen werden soll.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>Choose the layer of polygons under “Limit to”.</source>
        <translation>Wählen Sie unter „Begrenzen“ den Layer mit den Polygonen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>“{name}” has no polygons.</source>
        <translation>„{name}“ hat keine Polygone.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The whole overlap</source>
        <translation>Die ganze Überlappung</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>What the map shows</source>
        <translation>Was die Karte zeigt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A box on the map…</source>
        <translation>Ein Rechteck auf der Karte…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Polygons of a layer</source>
        <translation>Polygone eines Layers</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Where to match</source>
        <translation>Wo abgeglichen wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Where the layers are matched. The correction holds for all of the moving layer.</source>
        <translation>Wo die Layer abgeglichen werden. Die Korrektur gilt für den ganzen bewegten Layer.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The layer whose polygons are matched</source>
        <translation>Der Layer, dessen Polygone abgeglichen werden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Drag a box on the map; choose this again to draw another one.</source>
        <translation>Ziehen Sie auf der Karte ein Rechteck; wählen Sie dies erneut, um ein anderes zu ziehen.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Only its {count} selected polygons.</source>
        <extracomment>Where the number is 1, the English text is: Only its selected polygon.</extracomment>
        <translation>
            <numerusform>Nur sein ausgewähltes Polygon.</numerusform>
            <numerusform>Nur seine {count} ausgewählten Polygone.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>All of its polygons, since none is selected.</source>
        <translation>Alle seine Polygone, weil keines ausgewählt ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The layer whose ground is left out</source>
        <translation>Der Layer, dessen Boden ausgelassen wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Clouds, water or anything else that must not be matched: polygons (the selected ones, if there are any), or a raster that is not zero there. Of a Sentinel-2 scene classification (SCL), clouds and their shadows are left out.</source>
        <translation>Wolken, Wasser oder anderes, was nicht abgeglichen werden darf: Polygone (die ausgewählten, falls es welche gibt) oder ein Raster, das dort nicht null ist. Von einer Szenenklassifikation von Sentinel-2 (SCL) werden Wolken und ihre Schatten ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Pixels between neighbouring tie points. Fewer pixels give more tie points.</source>
        <translation>Pixel zwischen benachbarten Verknüpfungspunkten. Weniger Pixel ergeben mehr Verknüpfungspunkte.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>NVIDIA-GPU (CUDA)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>What computes. Automatic takes the GPU where PyTorch can use one.</source>
        <translation>Was rechnet. Automatisch nimmt die GPU, wo PyTorch eine verwenden kann.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A raster of heights</source>
        <translation>Ein Raster mit Höhen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A digital elevation model in metres. If given, the result says whether the residuals depend on height, as they do in images without terrain correction.</source>
        <translation>Ein digitales Höhenmodell in Metern. Ist es angegeben, sagt das Ergebnis, ob die Residuen von der Höhe abhängen, wie in Bildern ohne Geländekorrektur.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The largest CE90 that you accept. A match above it gets a warning, and is not unreliable for that.</source>
        <translation>Der größte CE90, den Sie hinnehmen. Ein Abgleich darüber bekommt eine Warnung, ist deswegen aber nicht weniger verlässlich.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Write the error raster</source>
        <translation>Das Fehlerraster schreiben</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>error.tif: the displacement at each place and its standard deviation, in metres.</source>
        <translation>error.tif: der Versatz an jedem Ort und seine Standardabweichung, in Metern.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Spacing</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Compute on</source>
        <translation>Rechnen auf</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>CE90 at most</source>
        <translation>CE90 höchstens</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Heights</source>
        <translation>Höhen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>Match of “{sar}” and “{optical}” begins: {settings}. Results: {folder}</source>
        <translation>Der Abgleich von „{sar}“ und „{optical}“ beginnt: {settings}. Ergebnisse: {folder}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>reliable</source>
        <translation>verlässlich</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>unreliable</source>
        <translation>nicht verlässlich</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>Match ended: {verdict}. {shift} {inliers} of {total} tie points agree. {reasons}</source>
        <translation>Der Abgleich ist beendet: {verdict}. {shift} {inliers} von {total} Verknüpfungspunkten stimmen überein. {reasons}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>a CRS of its own</source>
        <translation>ein eigenes KBS</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>{width} by {height} km</source>
        <translation>{width} mal {height} km</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>pixels of {size} m</source>
        <translation>Pixel von {size} m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {memory} GB of memory</source>
        <translation>etwa {memory} GB Arbeitsspeicher</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {count} s</source>
        <translation>
            <numerusform>etwa {count} s</numerusform>
            <numerusform>etwa {count} s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {count} min</source>
        <translation>
            <numerusform>etwa {count} min</numerusform>
            <numerusform>etwa {count} min</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A match is running.</source>
        <translation>Ein Abgleich läuft.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A correction is running.</source>
        <translation>Eine Korrektur läuft.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A refit is running.</source>
        <translation>Eine neue Anpassung läuft.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Repair Python…</source>
        <translation>Python reparieren…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Set up Python…</source>
        <translation>Python einrichten…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Looking for the Python environment for matching…</source>
        <translation>Die Python-Umgebung für den Abgleich wird gesucht…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the environment is damaged. {ailment} Repair it.</source>
        <translation>Bereit, aber die Umgebung ist beschädigt. {ailment} Reparieren Sie sie.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the two layers look swapped: the SAR layer seems to be an optical layer.</source>
        <translation>Bereit, aber die beiden Layer scheinen vertauscht: Der SAR-Layer sieht nach einem optischen aus.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but ONNX Runtime cannot be loaded: the model “structure” is used instead of the trained model.</source>
        <translation>Bereit, aber ONNX Runtime kann nicht geladen werden: Statt des trainierten Modells wird „Struktur“ verwendet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the environment is that of another version of S2M2. Update it.</source>
        <translation>Bereit, aber die Umgebung ist die einer anderen Version von S2M2. Aktualisieren Sie sie.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready to match.</source>
        <translation>Bereit zum Abgleich.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Add a SAR and an optical raster layer to the project.</source>
        <translation>Fügen Sie dem Projekt einen SAR- und einen optischen Rasterlayer hinzu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Choose the SAR layer.</source>
        <translation>Wählen Sie den SAR-Layer.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Choose the optical layer.</source>
        <translation>Wählen Sie den optischen Layer.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The data of “{name}” cannot be found. Repair the layer&apos;s data source.</source>
        <translation>Die Daten von „{name}“ können nicht gefunden werden. Reparieren Sie die Datenquelle des Layers.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>“{name}” is chosen twice. Choose two different layers.</source>
        <translation>„{name}“ ist zweimal gewählt. Wählen Sie zwei verschiedene Layer.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>“{name}” has no coordinate reference system. Set the layer&apos;s CRS first.</source>
        <translation>„{name}“ hat kein Koordinatenbezugssystem. Setzen Sie zuerst das KBS des Layers.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The search radius is 0. Set it to the largest possible misalignment, in metres.</source>
        <translation>Der Suchradius ist 0. Setzen Sie ihn auf den größten möglichen Versatz, in Metern.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The layers do not overlap: they are {gap} apart. Choose layers that show the same ground, or increase the search radius.</source>
        <translation>Die Layer überlappen sich nicht: Sie liegen {gap} auseinander. Wählen Sie Layer, die denselben Boden zeigen, oder vergrößern Sie den Suchradius.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The area under “Limit to” shows no ground that both layers cover. Choose another one.</source>
        <translation>Die Fläche unter „Begrenzen“ zeigt keinen Boden, den beide Layer abdecken. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind}: its accuracy was not measured. {why}</source>
        <translation>{kind}: Die Genauigkeit wurde nicht gemessen. {why}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind}: CE90 {ce90}, {share} of the tie points within 1 px. {why}</source>
        <translation>{kind}: CE90 {ce90}, {share} der Verknüpfungspunkte innerhalb von 1 px. {why}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The shift did not change.</source>
        <translation>Die Verschiebung hat sich nicht geändert.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The shift changed by {moved} m, from {was} to {now}.</source>
        <translation>Die Verschiebung hat sich um {moved} m geändert, von {was} auf {now}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>CE90 is {now}, as before.</source>
        <translation>CE90 ist {now}, wie zuvor.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>CE90 was {was} and is {now}.</source>
        <translation>CE90 war {was} und ist {now}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Transform: {now}, before: {was}.</source>
        <translation>Transformation: {now}, zuvor: {was}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match is still reliable.</source>
        <translation>Der Abgleich ist weiterhin verlässlich.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match is still not reliable.</source>
        <translation>Der Abgleich ist weiterhin nicht verlässlich.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match was not reliable and is reliable now.</source>
        <translation>Der Abgleich war nicht verlässlich und ist es jetzt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match was reliable and is not reliable any more.</source>
        <translation>Der Abgleich war verlässlich und ist es nicht mehr.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{length} m to the {direction}</source>
        <translation>{length} m nach {direction}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>&amp;Refit</source>
        <translation>Neu an&amp;passen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Make transform, accuracy, verdict, report and gcps.points anew from the tie points as you have checked them, by the method that is chosen under Correct. Nothing is matched again.</source>
        <translation>Macht Transformation, Genauigkeit, Urteil, Bericht und gcps.points neu aus den Verknüpfungspunkten, wie Sie sie geprüft haben, nach der unter Korrigieren gewählten Methode. Nichts wird erneut abgeglichen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind} was not compared with the others.</source>
        <translation>{kind} wurde nicht mit den anderen verglichen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Correct takes it; Refit gives a verdict on it.</source>
        <translation>Korrigieren nimmt sie; Neu anpassen fällt ein Urteil darüber.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Refit uses your checks; Correct does so after that.</source>
        <translation>Neu anpassen verwendet Ihre Prüfungen; danach tut es auch Korrigieren.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Check tie &amp;points</source>
        <translation>Punk&amp;te prüfen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Mark on the map which tie points are correct. Refit uses this, and fine-tuning learns from it.</source>
        <translation>Markieren Sie auf der Karte, welche Verknüpfungspunkte stimmen. Neu anpassen verwendet dies, und das Nachtrainieren lernt daraus.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Ta&amp;ble</source>
        <translation>Ta&amp;belle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>List the tie points, with views of each, to sort, filter and edit them.</source>
        <translation>Listet die Verknüpfungspunkte mit Ansichten eines jeden, um sie zu sortieren, zu filtern und zu bearbeiten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>Displacement</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Residual</source>
        <translation>Residuum</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>What the arrows on the map show: where each place has to move, or what a transform that was fitted without the tie point leaves of that. The legend says how many times longer they are drawn.</source>
        <translation>Was die Pfeile auf der Karte zeigen: wohin sich jeder Ort bewegen muss, oder was eine Transformation davon übrig lässt, die ohne den Verknüpfungspunkt angepasst wurde. Die Legende sagt, um wie viel länger sie gezeichnet sind.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Shift at the centre of the overlap, in metres on the ground.</source>
        <translation>Verschiebung in der Mitte der Überlappung, in Metern am Boden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>In pixels</source>
        <translation>In Pixeln</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Shift in pixels of the common grid, on which both layers were matched.</source>
        <translation>Verschiebung in Pixeln des gemeinsamen Gitters, auf dem beide Layer abgeglichen wurden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>CE90</source>
        <translation>CE90</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Nine of ten held-out tie points have at most this residual.</source>
        <translation>Neun von zehn zurückgehaltenen Verknüpfungspunkten haben höchstens dieses Residuum.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Root mean square residual of the held-out tie points.</source>
        <translation>Quadratisches Mittel der Residuen der zurückgehaltenen Verknüpfungspunkte.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <location filename="../../s2m2_qgis/tie_points/table.py"/>
        <source>Tie points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Number of tie points that agree with the transform (inliers).</source>
        <translation>Zahl der Verknüpfungspunkte, die mit der Transformation übereinstimmen (Inlier).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Arro&amp;ws</source>
        <translation>Pfeil&amp;e</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Reliable</source>
        <translation>Verlässlich</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Not reliable</source>
        <translation>Nicht verlässlich</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Zoom to</source>
        <translation>Zoomen auf</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Results folder</source>
        <translation>Ergebnisordner</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_dialog.py"/>
        <source>S2M2 settings</source>
        <translation>S2M2-Einstellungen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Find &amp;automatically</source>
        <translation>&amp;Automatisch suchen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Use this Python:</source>
        <translation>&amp;Dieses Python verwenden:</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Python for matching</source>
        <translation>Python für den Abgleich</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Chec&amp;k</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>none: packages are downloaded</source>
        <translation>keiner: Pakete werden heruntergeladen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>For computers without internet access: a folder with the wheel files of the packages.</source>
        <translation>Für Rechner ohne Internet: ein Ordner mit den Wheel-Dateien der Pakete.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>that of pip&apos;s settings, or PyPI</source>
        <translation>der aus pips Einstellungen, oder PyPI</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The address of your organisation&apos;s mirror of PyPI, for example https://mirror.example/simple.</source>
        <translation>Die Adresse des Spiegels von PyPI in Ihrer Organisation, zum Beispiel https://mirror.example/simple.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>that of pytorch.org</source>
        <translation>der von pytorch.org</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The address of your organisation&apos;s mirror of PyTorch&apos;s index. Only Linux needs it; Windows and macOS get PyTorch from the package index.</source>
        <translation>Die Adresse des Spiegels von PyTorchs Index in Ihrer Organisation. Nur Linux braucht sie; Windows und macOS bekommen PyTorch aus dem Paketindex.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>With &amp;PyTorch, for fine-tuning</source>
        <translation>Mit P&amp;yTorch, zum Nachtrainieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching does without PyTorch; fine-tuning needs it. PyTorch can be added later.</source>
        <translation>Der Abgleich kommt ohne PyTorch aus; das Nachtrainieren braucht es. PyTorch kann später hinzugefügt werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>With Dask, for &amp;matching many pairs</source>
        <translation>Mit Dask, zum Abgleich vieler &amp;Paare</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The Processing algorithm “Match many” needs Dask. It can be added later.</source>
        <translation>Der Verarbeitungsalgorithmus „Viele abgleichen“ braucht Dask. Es kann später hinzugefügt werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Remo&amp;ve environment…</source>
        <translation>Umgebung &amp;entfernen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Measure the environment, and remove it if you agree.</source>
        <translation>Misst die Umgebung, und entfernt sie, wenn Sie zustimmen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Automatic ({m:.0f} m)</source>
        <translation>Automatisch ({m:.0f} m)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>beside the moving layer</source>
        <translation>neben dem bewegten Layer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Every match creates its own folder in this folder.</source>
        <translation>Jeder Abgleich legt in diesem Ordner einen eigenen Ordner an.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Python environment</source>
        <translation>Python-Umgebung</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching runs in a separate Python environment, so that QGIS&apos;s Python does not change.</source>
        <translation>Der Abgleich läuft in einer eigenen Python-Umgebung, damit sich QGIS&apos; Python nicht ändert.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Wheel folder</source>
        <translation>&amp;Wheel-Ordner</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Package inde&amp;x</source>
        <translation>Paketinde&amp;x</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>P&amp;yTorch index</source>
        <translation>PyTorch-&amp;Index</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>New matches</source>
        <translation>Neue Abgleiche</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Search &amp;radius</source>
        <translation>Such&amp;radius</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Results &amp;folder</source>
        <translation>Ergebnis&amp;ordner</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching can run in this Python, but only with the model “structure”: ONNX Runtime or safetensors cannot be loaded.</source>
        <translation>Der Abgleich kann in diesem Python laufen, aber nur mit dem Modell „Struktur“: ONNX Runtime oder safetensors kann nicht geladen werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching can run in this Python.</source>
        <translation>Der Abgleich kann in diesem Python laufen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>the Python Package Index or the index in pip&apos;s settings</source>
        <translation>dem Python Package Index oder dem Index aus pips Einstellungen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>{index}, and from {pytorch_index}</source>
        <translation>{index}, und von {pytorch_index}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Adds {what} to the environment in {folder}.</source>
        <translation>Fügt {what} zur Umgebung in {folder} hinzu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Makes the environment in {folder} anew; the present one stays until the new one works.</source>
        <translation>Macht die Umgebung in {folder} neu; die jetzige bleibt, bis die neue funktioniert.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Creates an environment in {folder}.</source>
        <translation>Legt in {folder} eine Umgebung an.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Packages come from the wheel folder, without internet, and need about {disk} MB of disk space.</source>
        <translation>Die Pakete kommen aus dem Wheel-Ordner, ohne Internet, und brauchen etwa {disk} MB auf der Festplatte.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>This downloads about {download} MB from {source} ({packages}) and needs about {disk} MB of disk space.</source>
        <translation>Dies lädt etwa {download} MB von {source} herunter ({packages}) und braucht etwa {disk} MB auf der Festplatte.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>A&amp;dd {what}</source>
        <translation>{what} hin&amp;zufügen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Re&amp;pair environment</source>
        <translation>Umgebung repa&amp;rieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Update &amp;environment</source>
        <translation>Umgebung akt&amp;ualisieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Create &amp;environment again</source>
        <translation>Umgebung erneut &amp;anlegen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Create &amp;environment</source>
        <translation>Umgebung &amp;anlegen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The environment is ready.</source>
        <translation>Die Umgebung ist bereit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The environment is ready for matching, but not for all else.</source>
        <translation>Die Umgebung ist bereit für den Abgleich, aber nicht für alles andere.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stopped. The environment has not changed.</source>
        <translation>Angehalten. Die Umgebung hat sich nicht geändert.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stopped. No files remain.</source>
        <translation>Angehalten. Es bleiben keine Dateien zurück.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Measuring the environment…</source>
        <translation>Die Umgebung wird gemessen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Remove the Python environment?</source>
        <translation>Die Python-Umgebung entfernen?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The folder {folder} with {size} MB is removed. Results and models stay. Matching then needs another environment, which can be created here again. Close other QGIS windows that use this one first.</source>
        <translation>Der Ordner {folder} mit {size} MB wird entfernt. Ergebnisse und Modelle bleiben. Der Abgleich braucht dann eine andere Umgebung, die hier wieder angelegt werden kann. Schließen Sie vorher andere QGIS-Fenster, die diese verwenden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Removing the environment…</source>
        <translation>Die Umgebung wird entfernt…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The environment was removed.</source>
        <translation>Die Umgebung wurde entfernt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stop the set-up?</source>
        <translation>Die Einrichtung anhalten?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Cancel lets it go on. If you stop it, what it has done so far is not kept.</source>
        <translation>Abbrechen lässt sie weiterlaufen. Wenn Sie anhalten, geht verloren, was bisher getan wurde.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stop the set-up</source>
        <translation>Die Einrichtung anhalten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>{first} and {second}</source>
        <translation>{first} und {second}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/shown_match.py"/>
        <source>From a folder…</source>
        <translation>Aus einem Ordner…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/shown_match.py"/>
        <source>Folder of a match</source>
        <translation>Ordner eines Abgleichs</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/task_runner.py"/>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/task_runner.py"/>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>The file of tie points cannot be written. It may be open in another program, or the disk may be full.</source>
        <translation>Die Datei der Verknüpfungspunkte kann nicht geschrieben werden. Vielleicht ist sie in einem anderen Programm geöffnet, oder die Festplatte ist voll.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>Click an arrow to confirm it, drag it to its correct place, or right-click to reject it.</source>
        <translation>Klicken Sie einen Pfeil an, um ihn zu bestätigen, ziehen Sie ihn an den richtigen Ort, oder lehnen Sie ihn mit der rechten Maustaste ab.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>Repeat the click to undo it. To add a tie point, click beside all arrows: first its place in the moving layer, then where that belongs. Press Esc to finish.</source>
        <translation>Wiederholen Sie den Klick, um ihn zurückzunehmen. Um einen Verknüpfungspunkt hinzuzufügen, klicken Sie neben alle Pfeile: zuerst auf seinen Ort im bewegten Layer, dann dorthin, wo er hingehört. Esc beendet.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} confirmed</source>
        <translation>
            <numerusform>{count} bestätigt</numerusform>
            <numerusform>{count} bestätigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} moved</source>
        <translation>
            <numerusform>{count} verschoben</numerusform>
            <numerusform>{count} verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} added</source>
        <translation>
            <numerusform>{count} hinzugefügt</numerusform>
            <numerusform>{count} hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} rejected</source>
        <translation>
            <numerusform>{count} abgelehnt</numerusform>
            <numerusform>{count} abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north</source>
        <translation>Norden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north-east</source>
        <translation>Nordosten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>east</source>
        <translation>Osten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south-east</source>
        <translation>Südosten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south</source>
        <translation>Süden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south-west</source>
        <translation>Südwesten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>west</source>
        <translation>Westen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north-west</source>
        <translation>Nordwesten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” is already aligned.</source>
        <translation>„{name}“ liegt schon richtig.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” is already aligned: what was measured, {length} m, is below half a pixel and below CE90, {ce90} m.</source>
        <translation>„{name}“ liegt schon richtig: Was gemessen wurde, {length} m, ist weniger als ein halbes Pixel und als CE90, {ce90} m.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how}.</source>
        <translation>„{name}“ muss sich {how} bewegen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how}.</source>
        <translation>Nach diesem Abgleich müsste sich „{name}“ {how} bewegen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how} in the middle, and by other amounts elsewhere.</source>
        <translation>„{name}“ muss sich in der Mitte {how} bewegen, anderswo anders weit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how} in the middle, and by other amounts elsewhere.</source>
        <translation>Nach diesem Abgleich müsste sich „{name}“ in der Mitte {how} bewegen, anderswo anders weit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how} in the middle, and by {least} m to {most} m over the tie points.</source>
        <translation>„{name}“ muss sich in der Mitte {how} bewegen, und an den Verknüpfungspunkten um {least} m bis {most} m.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how} in the middle, and by {least} m to {most} m over the tie points.</source>
        <translation>Nach diesem Abgleich müsste sich „{name}“ in der Mitte {how} bewegen, und an den Verknüpfungspunkten um {least} m bis {most} m.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{length} m</source>
        <translation>{length} m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{length} ± {error} m</source>
        <translation>{length} ± {error} m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{length} to the {direction} (bearing {bearing:.0f}°)</source>
        <translation>{length} nach {direction} (Richtung {bearing:.0f}°)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m east</source>
        <translation>{m} m Ost</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m west</source>
        <translation>{m} m West</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m north</source>
        <translation>{m} m Nord</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m south</source>
        <translation>{m} m Süd</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px right</source>
        <translation>{px:.2f} px rechts</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px left</source>
        <translation>{px:.2f} px links</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px down</source>
        <translation>{px:.2f} px abwärts</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px up</source>
        <translation>{px:.2f} px aufwärts</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m ({px:.2f} px)</source>
        <translation>{m} m ({px:.2f} px)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{count} of {total} agree ({percent:.0f} %)</source>
        <translation>
            <numerusform>{count} von {total} stimmt überein ({percent:.0f} %)</numerusform>
            <numerusform>{count} von {total} stimmen überein ({percent:.0f} %)</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>CEOS-ARD, {figure} of at most half a pixel ({limit} m)</source>
        <translation>CEOS-ARD, {figure} von höchstens einem halben Pixel ({limit} m)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{figure} of at most {limit} m</source>
        <translation>{figure} von höchstens {limit} m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>met</source>
        <translation>eingehalten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>not met</source>
        <translation>nicht eingehalten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{what}: {verdict}</source>
        <translation>{what}: {verdict}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>Whether the residuals depend on height could not be tested.</source>
        <translation>Ob die Residuen von der Höhe abhängen, ließ sich nicht prüfen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>The residuals depend on height: {slope} m for each 100 m. That is relief displacement, not misalignment.</source>
        <translation>Die Residuen hängen von der Höhe ab: {slope} m je 100 m. Das ist Reliefversatz und kein Lagefehler.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>The residuals do not depend on height ({slope} m for each 100 m).</source>
        <translation>Die Residuen hängen nicht von der Höhe ab ({slope} m je 100 m).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Curves of the fine-tuning</source>
        <translation>Kurven des Nachtrainierens</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Correct within 3 px, on validation ground</source>
        <translation>Richtig innerhalb von 3 px, auf dem Boden zur Prüfung</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>no values yet</source>
        <translation>noch keine Werte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>base model</source>
        <translation>Ausgangsmodell</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>The trained model to start from. It does not change.</source>
        <translation>Das trainierte Modell, von dem ausgegangen wird. Es ändert sich nicht.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Name of the new model: letters a to z, digits, dots, dashes, underscores.</source>
        <translation>Name des neuen Modells: Buchstaben a bis z, Ziffern, Punkte, Striche, Unterstriche.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Longest training time; with little ground, training ends sooner. Aligning the layers, looking for lessons and testing the new model take additional time. The window says how much, once the first block was looked at.</source>
        <translation>Längste Zeit des Trainings; bei wenig Gelände endet es früher. Das Ausrichten der Layer, die Suche nach Lektionen und die Prüfung des neuen Modells brauchen zusätzliche Zeit. Das Fenster sagt wie viel, sobald der erste Block betrachtet wurde.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Pairs to learn from</source>
        <translation>Paare, aus denen gelernt wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>The model learns from pairs of layers that show the same ground. Pairs need no labels and need not be aligned. You can continue to use QGIS meanwhile.</source>
        <translation>Das Modell lernt aus Paaren von Layern, die denselben Boden zeigen. Die Paare brauchen keine Labels und müssen nicht ausgerichtet sein. Sie können QGIS unterdessen weiter verwenden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Base model</source>
        <translation>&amp;Ausgangsmodell</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Name of the new model</source>
        <translation>&amp;Name des neuen Modells</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Time for training</source>
        <translation>&amp;Zeit für das Training</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Stop for now. What has been learned is kept, even if QGIS is closed.</source>
        <translation>Hält vorerst an. Was gelernt wurde, bleibt erhalten, auch wenn QGIS geschlossen wird.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Cancel…</source>
        <translation>A&amp;bbrechen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Stop, and delete what has been learned.</source>
        <translation>Hält an und löscht, was gelernt wurde.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Resume the run where it was stopped.</source>
        <translation>Setzt den Lauf dort fort, wo er angehalten wurde.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Use it</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Add the new model to your models, and choose it in the dock.</source>
        <translation>Fügt das neue Modell Ihren Modellen hinzu und wählt es im Bedienfeld.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>{count} pairs</source>
        <extracomment>Where the number is 1, the English text is: one pair</extracomment>
        <translation>
            <numerusform>{count} Paar</numerusform>
            <numerusform>{count} Paare</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>“{name}”, from {model}: {pairs}, {minutes:g} min of training</source>
        <translation>„{name}“, aus {model}: {pairs}, {minutes:g} min Training</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Start &amp;again</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Discard…</source>
        <translation>&amp;Verwerfen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Delete this run, and choose pairs for another run.</source>
        <translation>Löscht diesen Lauf; danach wählen Sie Paare für einen anderen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Delete what has been learned.</source>
        <translation>Löscht, was gelernt wurde.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Outcome of the fine-tuning</source>
        <translation>Ergebnis des Nachtrainierens</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>The new model is better.</source>
        <translation>Das neue Modell ist besser.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>The new model is not better.</source>
        <translation>Das neue Modell ist nicht besser.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>There is no new model.</source>
        <translation>Es gibt kein neues Modell.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Nothing was learned from {pair}: {reason}</source>
        <translation>Aus {pair} wurde nichts gelernt: {reason}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was wrong and is now correct.</source>
        <translation>Es war falsch und ist jetzt richtig.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was correct and is now wrong.</source>
        <translation>Es war richtig und ist jetzt falsch.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was correct and still is.</source>
        <translation>Es war richtig und ist es noch.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was wrong and still is.</source>
        <translation>Es war falsch und ist es noch.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Error before: {base:.1f} px. Error now: {tuned:.1f} px.</source>
        <translation>Fehler vorher: {base:.1f} px. Fehler jetzt: {tuned:.1f} px.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>its correct place</source>
        <translation>sein richtiger Ort</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>where it was found before (dashed)</source>
        <translation>wo es vorher gefunden wurde (gestrichelt)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>where it is found now</source>
        <translation>wo es jetzt gefunden wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Examples (templates whose result changed come first; the table shows how often it changes): a template of the SAR layer and, on the optical layer,</source>
        <translation>Beispiele (zuerst Ausschnitte, deren Ergebnis sich ändert; die Tabelle zeigt, wie oft es sich ändert): ein Ausschnitt des SAR-Layers und, auf dem optischen Layer,</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/runs.py"/>
        <source>The folder “{folder}” cannot be written to: {reason}.</source>
        <translation>In den Ordner „{folder}“ kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/runs.py"/>
        <source>It is in your QGIS profile. Check that the disk is not full and that you have write permission.</source>
        <translation>Er liegt in Ihrem QGIS-Profil. Prüfen Sie, ob die Festplatte nicht voll ist und ob Sie schreiben dürfen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>S2M2: fine-tune a model</source>
        <translation>S2M2: ein Modell nachtrainieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Choose a SAR and an optical layer of the same ground, and press Add pair, or use Add many.</source>
        <translation>Wählen Sie einen SAR- und einen optischen Layer desselben Bodens, und drücken Sie Paar hinzufügen, oder verwenden Sie Viele hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Give the new model a name of letters a to z, digits, dots, dashes and underscores.</source>
        <translation>Geben Sie dem neuen Modell einen Namen aus Buchstaben a bis z, Ziffern, Punkten, Strichen und Unterstrichen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>A model with the name “{name}” exists. Give the new model another name.</source>
        <translation>Ein Modell mit dem Namen „{name}“ gibt es schon. Geben Sie dem neuen Modell einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Looking for models…</source>
        <translation>Modelle werden gesucht…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>There is no trained model to start from. To import a model, press … next to Model in the dock.</source>
        <translation>Es gibt kein trainiertes Modell, von dem ausgegangen werden kann. Um eines zu importieren, drücken Sie … neben Modell im Bedienfeld.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Pausing: the current step is completed…</source>
        <translation>Pause: Der laufende Schritt wird beendet…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stop, and delete what has been learned?</source>
        <translation>Anhalten und löschen, was gelernt wurde?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>To continue later, pause the run instead.</source>
        <translation>Um später fortzufahren, machen Sie stattdessen eine Pause.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stop and delete</source>
        <translation>Anhalten und löschen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Delete what “{name}” has learned?</source>
        <translation>Löschen, was „{name}“ gelernt hat?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This cannot be undone.</source>
        <translation>Das kann nicht rückgängig gemacht werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This run has not ended. Resume or discard it.</source>
        <translation>Dieser Lauf ist nicht beendet. Setzen Sie ihn fort, oder verwerfen Sie ihn.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has ended without a better model. Press “Fine-tune…” in the S2M2 dock to see why.</source>
        <translation>Das Nachtrainieren endete ohne ein besseres Modell. Drücken Sie „Nachtrainieren…“ im S2M2-Bedienfeld, um zu sehen, warum.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has ended with a better model. Press “Fine-tune…” in the S2M2 dock to use it.</source>
        <translation>Das Nachtrainieren endete mit einem besseren Modell. Drücken Sie „Nachtrainieren…“ im S2M2-Bedienfeld, um es zu verwenden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>What has been learned is kept. You can resume at any time.</source>
        <translation>Was gelernt wurde, bleibt erhalten. Sie können jederzeit fortfahren.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has stopped. {reason}</source>
        <translation>Das Nachtrainieren hat angehalten. {reason}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Start anyway?</source>
        <translation>Trotzdem starten?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Paused. What has been learned is kept, even if QGIS is closed.</source>
        <translation>Pause. Was gelernt wurde, bleibt erhalten, auch wenn QGIS geschlossen wird.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Use the new model</source>
        <translation>Das neue Modell verwenden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>“{name}” has been added to your models and is chosen in the dock. You can choose another model there.</source>
        <translation>„{name}“ wurde Ihren Modellen hinzugefügt und ist im Bedienfeld gewählt. Sie können dort ein anderes wählen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This run is open in another QGIS window.</source>
        <translation>Dieser Lauf ist in einem anderen QGIS-Fenster geöffnet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/batch.py"/>
        <source>Matching many pairs needs Dask, which the Python at “{python}” lacks.</source>
        <translation>Der Abgleich vieler Paare braucht Dask, das dem Python in „{python}“ fehlt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/batch.py"/>
        <source>Add it in the S2M2 settings: tick “With Dask”, and press “Add Dask”.</source>
        <translation>Fügen Sie es in den Einstellungen von S2M2 hinzu: „Mit Dask“ ankreuzen und „Dask hinzufügen“ drücken.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/calls.py"/>
        <source>Exporting “{name}” to a temporary file</source>
        <translation>„{name}“ wird in eine temporäre Datei exportiert</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>Looking at disk and memory</source>
        <translation>Festplatte und Arbeitsspeicher werden geprüft</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>“{name}” cannot be given its coordinate reference system: {reason}.</source>
        <translation>„{name}“ kann sein Koordinatenbezugssystem nicht bekommen: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>Export the layer to a file with that coordinate reference system.</source>
        <translation>Exportieren Sie den Layer mit diesem Koordinatenbezugssystem in eine Datei.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>The plugin failed: {error}.</source>
        <translation>Das Plugin ist gescheitert: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Please report this sentence.</source>
        <translation>Bitte melden Sie diesen Satz.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Match {sar} and {optical}</source>
        <translation>{sar} und {optical} abgleichen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Refit a match</source>
        <translation>Einen Abgleich neu anpassen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Prepare a preview</source>
        <translation>Eine Vorschau vorbereiten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Correct {name}</source>
        <translation>{name} korrigieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Fine-tune {model} to “{name}”</source>
        <translation>{model} zu „{name}“ nachtrainieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>List models</source>
        <translation>Modelle auflisten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Change models</source>
        <translation>Modelle ändern</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Set up the matching environment</source>
        <translation>Die Umgebung für den Abgleich einrichten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Measure the matching environment</source>
        <translation>Die Umgebung für den Abgleich messen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Remove the matching environment</source>
        <translation>Die Umgebung für den Abgleich entfernen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/locator.py"/>
        <source>S2M2: match and correct</source>
        <translation>S2M2: abgleichen und korrigieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Default (trained)</source>
        <translation>Standard (trainiert)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Structure (untrained)</source>
        <translation>Struktur (untrainiert)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>It can only be removed or renamed.</source>
        <translation>Es kann nur entfernt oder umbenannt werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>This model comes with S2M2 and cannot be renamed or removed.</source>
        <translation>Dieses Modell gehört zu S2M2 und kann nicht umbenannt oder entfernt werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>calibrated</source>
        <translation>kalibriert</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>not calibrated</source>
        <translation>nicht kalibriert</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Your note</source>
        <translation>Ihre Notiz</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Confidences</source>
        <translation>Konfidenzen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>S2M2 models</source>
        <translation>S2M2-Modelle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>About the model</source>
        <translation>Über das Modell</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Install a model file, or a checkpoint of the published S2M2-SAR code.</source>
        <translation>Nimmt eine Modelldatei auf, oder einen Checkpoint des veröffentlichten S2M2-SAR-Codes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Write the model to a file, which can be imported on another computer.</source>
        <translation>Schreibt das Modell in eine Datei, die auf einem anderen Rechner importiert werden kann.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Re&amp;name…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Give the model another name.</source>
        <translation>Gibt dem Modell einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>N&amp;ote…</source>
        <translation>N&amp;otiz…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Write a note on the model. It is stored in the model&apos;s file.</source>
        <translation>Schreibt eine Notiz zum Modell. Sie wird in der Datei des Modells gespeichert.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Re&amp;move…</source>
        <translation>En&amp;tfernen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Delete the model&apos;s file.</source>
        <translation>Löscht die Datei des Modells.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Import a model</source>
        <translation>Ein Modell importieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Importing {file}…</source>
        <translation>{file} wird importiert…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Imported as “{name}”.</source>
        <translation>Importiert als „{name}“.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Export “{name}”</source>
        <translation>„{name}“ exportieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Exporting…</source>
        <translation>Wird exportiert…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Written: {file}</source>
        <translation>Geschrieben: {file}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>New name of “{name}”:</source>
        <translation>Neuer Name von „{name}“:</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>“{old}” is now called “{new}”.</source>
        <translation>„{old}“ heißt jetzt „{new}“.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Renaming…</source>
        <translation>Wird umbenannt…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Note on “{name}”:</source>
        <translation>Notiz zu „{name}“:</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Writing the note…</source>
        <translation>Die Notiz wird geschrieben…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>The note was written to the model&apos;s file.</source>
        <translation>Die Notiz wurde in die Datei des Modells geschrieben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Remove the model “{name}”?</source>
        <translation>Das Modell „{name}“ entfernen?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>This deletes its file. Export the model first to keep a copy.</source>
        <translation>Das löscht seine Datei. Exportieren Sie das Modell vorher, um eine Kopie zu behalten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Removing…</source>
        <translation>Wird entfernt…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Removed “{name}”.</source>
        <translation>„{name}“ wurde entfernt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>{minutes:g} min, {steps} steps</source>
        <translation>{minutes:g} min, {steps} Schritte</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/models/history.py"/>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>and {count} more</source>
        <translation>
            <numerusform>und {count} weitere</numerusform>
            <numerusform>und {count} weitere</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Base model</source>
        <translation>Ausgangsmodell</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Fine-tuned</source>
        <translation>Nachtrainiert</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Scenes that it learned from</source>
        <translation>Szenen, aus denen es lernte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/library.py"/>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Correct within 3 px, on held-out ground</source>
        <translation>Richtig innerhalb von 3 px, auf zurückgehaltenem Boden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Correct within 3 px, on simulated landscapes</source>
        <translation>Richtig innerhalb von 3 px, auf simulierten Landschaften</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Neighbouring templates that contradict each other</source>
        <translation>Benachbarte Ausschnitte, die einander widersprechen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Measured with {windows} templates in {blocks} places.</source>
        <translation>Gemessen mit {windows} Ausschnitten an {blocks} Orten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>In {share:.0%} of them the ground looks like your scenes; elsewhere the base model is used.</source>
        <translation>An {share:.0%} davon sieht der Boden aus wie in Ihren Szenen; anderswo wird das Ausgangsmodell verwendet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Add &amp;many</source>
        <translation>&amp;Viele hinzufügen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Add pairs from folders, from layer groups, or from earlier matches.</source>
        <translation>Fügt Paare aus Ordnern, Layergruppen oder früheren Abgleichen hinzu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From a &amp;folder…</source>
        <translation>Aus einem &amp;Ordner…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From &amp;two folders, SAR and optical…</source>
        <translation>Aus &amp;zwei Ordnern, SAR und optisch…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From layer &amp;groups…</source>
        <translation>Aus Layer&amp;gruppen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>&amp;Matched in this project</source>
        <translation>&amp;Abgeglichene dieses Projekts</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Pairs with their matches: the model learns from the tie points that you checked.</source>
        <translation>Paare mit ihren Abgleichen: Das Modell lernt aus den Verknüpfungspunkten, die Sie geprüft haben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Stop looking for pairs.</source>
        <translation>Die Suche nach Paaren anhalten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>&amp;Left over…</source>
        <translation>Ü&amp;brige…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Show the rasters without a partner, and why they have none.</source>
        <translation>Zeigt die Raster ohne Partner, und warum sie keinen haben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with SAR and optical rasters</source>
        <translation>Ordner mit SAR- und optischen Rastern</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with the SAR rasters</source>
        <translation>Ordner mit den SAR-Rastern</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with the optical rasters</source>
        <translation>Ordner mit den optischen Rastern</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Choose groups whose layers form pairs. Names and bands tell which layers are SAR.</source>
        <translation>Wählen Sie Gruppen, deren Layer Paare bilden. Namen und Kanäle sagen, welche Layer SAR sind.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Pairs from layer groups</source>
        <translation>Paare aus Layergruppen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No pair of layers in this project has been matched yet.</source>
        <translation>In diesem Projekt wurde noch kein Paar von Layern abgeglichen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Stopped. No pairs were added.</source>
        <translation>Angehalten. Es wurden keine Paare hinzugefügt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Looking for rasters…</source>
        <translation>Raster werden gesucht…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Opening rasters: {number} of {count}</source>
        <translation>Raster werden geöffnet: {number} von {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Added {count} pairs.</source>
        <extracomment>Where the number is 1, the English text is: Added one pair.</extracomment>
        <translation>
            <numerusform>{count} Paar hinzugefügt.</numerusform>
            <numerusform>{count} Paare hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No pairs were found.</source>
        <translation>Es wurden keine Paare gefunden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No rasters were found.</source>
        <translation>Es wurden keine Raster gefunden.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>{count} were in the list.</source>
        <translation>
            <numerusform>{count} stand schon in der Liste.</numerusform>
            <numerusform>{count} standen schon in der Liste.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>{count} left over: {reasons}.</source>
        <translation>
            <numerusform>{count} übrig: {reasons}.</numerusform>
            <numerusform>{count} übrig: {reasons}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Left over</source>
        <translation>Übrig</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folder_task.py"/>
        <source>Look for pairs in {folder}</source>
        <translation>Paare in {folder} suchen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <source>it cannot be read as a raster</source>
        <translation>es kann nicht als Raster gelesen werden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it has no coordinate reference system</source>
        <translation>es hat kein Koordinatenbezugssystem</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it is not georeferenced</source>
        <translation>es ist nicht georeferenziert</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>All layers of the project</source>
        <translation>Alle Layer des Projekts</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it is a web map; add its pairs one by one</source>
        <translation>es ist eine Webkarte; fügen Sie ihre Paare einzeln hinzu</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <source>The table has no column {names}.</source>
        <translation>Der Tabelle fehlt die Spalte {names}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <source>A table of pairs has the columns id, sar and optical.</source>
        <translation>Eine Tabelle von Paaren hat die Spalten id, sar und optical.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“{path}” cannot be written: {error}.</source>
        <translation>„{path}“ kann nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Add pair</source>
        <translation>&amp;Paar hinzufügen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Add the two layers to the list below.</source>
        <translation>Fügt die beiden Layer der Liste unten hinzu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Remove the selected pairs from the list. Layers and files are kept.</source>
        <translation>Entfernt die ausgewählten Paare aus der Liste. Layer und Dateien bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Choose two different layers: a SAR layer and an optical layer.</source>
        <translation>Wählen Sie zwei verschiedene Layer: einen SAR-Layer und einen optischen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>“{name}” has no coordinate reference system. Set it in the layer&apos;s properties.</source>
        <translation>„{name}“ hat kein Koordinatenbezugssystem. Setzen Sie es in den Eigenschaften des Layers.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>This pair is already in the list.</source>
        <translation>Dieses Paar steht schon in der Liste.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The two layers look swapped: the SAR layer seems to be an optical layer.</source>
        <translation>Die beiden Layer scheinen vertauscht: Der SAR-Layer sieht nach einem optischen aus.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>checked tie points: {count}</source>
        <translation>geprüfte Verknüpfungspunkte: {count}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>matched</source>
        <translation>abgeglichen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Match: {folder}</source>
        <translation>Abgleich: {folder}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>neither its name nor its bands show whether it is SAR or optical</source>
        <translation>weder sein Name noch seine Kanäle zeigen, ob es SAR oder optisch ist</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>the raster that fits it belongs to another pair</source>
        <translation>das Raster, das dazu passt, gehört zu einem anderen Paar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>no optical raster shows its ground</source>
        <translation>kein optisches Raster zeigt seinen Boden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>no SAR raster shows its ground</source>
        <translation>kein SAR-Raster zeigt seinen Boden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>S2M2: match SAR and optical…</source>
        <translation>S2M2: SAR und optisch abgleichen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>S2M2: match and correct SAR and optical layers</source>
        <translation>S2M2: SAR- und optische Layer abgleichen und korrigieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Match with S2M2…</source>
        <translation>Mit S2M2 abgleichen…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Mosaic for S2M2</source>
        <translation>Mosaik für S2M2</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Match the selected raster layers as one.</source>
        <translation>Die ausgewählten Rasterlayer als einen abgleichen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>{name} cannot be “{value}”. It is one of {names}.</source>
        <translation>{name} kann nicht „{value}“ sein. Möglich ist eines von {names}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>Search radius (metres on the ground)</source>
        <translation>Suchradius (Meter am Boden)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Match folder</source>
        <translation>Ordner des Abgleichs</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>The raster “{source}” cannot be opened. Check that the file exists and is a raster.</source>
        <translation>Das Raster „{source}“ kann nicht geöffnet werden. Prüfen Sie, ob die Datei vorhanden und ein Raster ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>One of these rasters cannot be opened: {sources}. Check that they exist and are rasters.</source>
        <translation>Eines dieser Raster kann nicht geöffnet werden: {sources}. Prüfen Sie, ob sie vorhanden und Raster sind.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>The folder that a match wrote its results to.</source>
        <translation>Der Ordner, in den ein Abgleich seine Ergebnisse schrieb.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“auto”: the transform that the match chose. “shift” moves the raster without resampling. “similarity”, “affine” and “polynomial” correct rotation, scale and smooth distortion; “tps”, a thin-plate spline, local distortion.</source>
        <translation>„auto“: die Transformation, die der Abgleich wählte. „shift“ verschiebt das Raster ohne Neuberechnung. „similarity“, „affine“ und „polynomial“ korrigieren Drehung, Maßstab und glatte Verzerrung; „tps“, ein Thin-Plate-Spline, örtliche Verzerrung.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Resampling</source>
        <translation>Neuberechnung</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“auto”: the nearest pixel for classes and masks, cubic for images.</source>
        <translation>„auto“: das nächste Pixel für Klassen und Masken, kubisch für Bilder.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Pixels of the output</source>
        <translation>Pixel der Ausgabe</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“own”: the raster&apos;s own pixels, moved; they lie beside those of the reference. “reference”: exactly the reference&apos;s CRS, geotransform and extent, resampled, so that both can be stacked.</source>
        <translation>„own“: die eigenen Pixel des Rasters, verschoben; sie liegen neben denen der Referenz. „reference“: genau KBS, Geotransformation und Ausdehnung der Referenz, neu berechnet, sodass beide gestapelt werden können.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Or exactly the pixels of this raster</source>
        <translation>Oder genau die Pixel dieses Rasters</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>If it is set, the output gets the CRS, geotransform and extent of this raster.</source>
        <translation>Ist es gesetzt, bekommt die Ausgabe KBS, Geotransformation und Ausdehnung dieses Rasters.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“gtiff”: GeoTIFF. “cog”: cloud-optimised GeoTIFF.</source>
        <translation>„gtiff“: GeoTIFF. „cog“: cloudoptimiertes GeoTIFF.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct even if the match is not reliable</source>
        <translation>Auch korrigieren, wenn der Abgleich nicht verlässlich ist</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Such a match is refused otherwise. Look at its tie points first.</source>
        <translation>Ein solcher Abgleich wird sonst zurückgewiesen. Sehen Sie sich zuerst seine Verknüpfungspunkte an.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct even what was corrected before</source>
        <translation>Auch korrigieren, was schon korrigiert wurde</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>A raster that was corrected already would be moved twice, and is refused otherwise.</source>
        <translation>Ein Raster, das schon korrigiert wurde, würde zweimal bewegt und wird sonst zurückgewiesen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{name}” is no file, so its pixels cannot be taken.</source>
        <translation>„{name}“ ist keine Datei, deshalb können seine Pixel nicht übernommen werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct a raster</source>
        <translation>Ein Raster korrigieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Writes a copy of a raster, moved onto the reference by the transform of an earlier match. A pure shift is applied without resampling. A match that is not reliable is refused unless forced.</source>
        <translation>Schreibt eine Kopie eines Rasters, durch die Transformation eines früheren Abgleichs auf die Referenz bewegt. Eine reine Verschiebung wird ohne Neuberechnung angewandt. Ein nicht verlässlicher Abgleich wird zurückgewiesen, wenn es nicht erzwungen wird.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Raster to correct (the moving layer)</source>
        <translation>Raster, das korrigiert wird (der bewegte Layer)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>The moving layer of the match, or another raster that is aligned with it.</source>
        <translation>Der bewegte Layer des Abgleichs, oder ein anderes Raster, das genau wie er liegt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>A GeoTIFF. It cannot be the raster that is corrected, nor the reference.</source>
        <translation>Ein GeoTIFF. Es kann weder das Raster sein, das korrigiert wird, noch die Referenz.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct many rasters</source>
        <translation>Viele Raster korrigieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Writes copies of rasters, moved onto the reference by the transform of an earlier match, as NAME_s2m2.tif into a folder. All of them must have the CRS and the corners of the moving layer; each keeps its data type, mask, bands and overviews. If one cannot be used, none is written.</source>
        <translation>Schreibt Kopien von Rastern, durch die Transformation eines früheren Abgleichs auf die Referenz bewegt, als NAME_s2m2.tif in einen Ordner. Alle müssen KBS und Ecken des bewegten Layers haben; jedes behält Datentyp, Maske, Kanäle und Übersichten. Ist eines unbrauchbar, wird keines geschrieben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Rasters to correct</source>
        <translation>Raster, die korrigiert werden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Rasters with the CRS and the corners of the moving layer.</source>
        <translation>Raster mit KBS und Ecken des bewegten Layers.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Folder for the corrected rasters</source>
        <translation>Ordner für die korrigierten Raster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Files there that a correction wrote are replaced, no others.</source>
        <translation>Dort werden Dateien ersetzt, die eine Korrektur schrieb, keine anderen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Corrected rasters</source>
        <translation>Korrigierte Raster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{folder}” holds no match. Give the folder that a match wrote its results to.</source>
        <translation>„{folder}“ enthält keinen Abgleich. Geben Sie den Ordner an, in den ein Abgleich seine Ergebnisse schrieb.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{file}” cannot be read as the result of a match: {reason}. Match again.</source>
        <translation>„{file}“ kann nicht als Ergebnis eines Abgleichs gelesen werden: {reason}. Gleichen Sie neu ab.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Fine-tune a model</source>
        <translation>Ein Modell nachtrainieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Adapts a trained model to pairs of SAR and optical rasters, which nobody needs to have labelled or aligned: the first SAR layer belongs to the first optical one, and so on. MODEL is the new model&apos;s file if it is better than the one before on ground kept apart, else empty; REASON says why. A run that was stopped goes on if it is given the same folder and the same settings.</source>
        <translation>Passt ein trainiertes Modell an Paare von SAR- und optischen Rastern an, die niemand beschriftet oder ausgerichtet haben muss: Der erste SAR-Layer gehört zum ersten optischen, und so weiter. MODEL ist die Datei des neuen Modells, falls es auf zurückgehaltenem Boden besser ist als das bisherige, sonst leer; REASON sagt, warum. Ein angehaltener Lauf geht weiter, wenn er denselben Ordner und dieselben Einstellungen bekommt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Minutes of training</source>
        <translation>Minuten des Trainings</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>At most; with little ground it ends sooner. Finding out how the layers lie, and trying the new model, take a little more.</source>
        <translation>Höchstens; mit wenig Boden endet es früher. Festzustellen, wie die Layer liegen, und das neue Modell zu erproben, braucht etwas mehr.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>The largest misalignment of a pair.</source>
        <translation>Der größte Versatz eines Paares.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Match folders of the pairs, in the same order</source>
        <translation>Ordner der Abgleiche der Paare, in derselben Reihenfolge</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>A line (or, between semicolons, a part) for each pair; empty where there is no match. Pairs with one are not matched again, and the tie points that were checked there are learned from.</source>
        <translation>Eine Zeile (oder, zwischen Semikolons, ein Teil) für jedes Paar; leer, wo es keinen Abgleich gibt. Paare mit einem werden nicht erneut abgeglichen, und aus den dort geprüften Verknüpfungspunkten wird gelernt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>SAR layers</source>
        <translation>SAR-Layer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Scenes of the sensor and the ground that the model is to learn.</source>
        <translation>Szenen des Sensors und des Bodens, die das Modell lernen soll.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Optical layers, in the same order</source>
        <translation>Optische Layer, in derselben Reihenfolge</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>One for each SAR layer, of the same ground.</source>
        <translation>Einer für jeden SAR-Layer, vom selben Boden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Name of the new model</source>
        <translation>Name des neuen Modells</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Up to 64 letters a to z, digits, dots, hyphens and underscores.</source>
        <translation>Bis zu 64 Buchstaben a bis z, Ziffern, Punkte, Bindestriche und Unterstriche.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Folder of the run</source>
        <translation>Ordner des Laufs</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>What was learned is kept there. With the same folder and settings, a stopped run goes on.</source>
        <translation>Dort bleibt, was gelernt wurde. Mit demselben Ordner und denselben Einstellungen geht ein angehaltener Lauf weiter.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Base model, a trained one</source>
        <translation>Ausgangsmodell, ein trainiertes</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>New model&apos;s file, or empty</source>
        <translation>Datei des neuen Modells, oder leer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Whether there is a better model</source>
        <translation>Ob es ein besseres Modell gibt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Why, or why not</source>
        <translation>Warum, oder warum nicht</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>{sars} SAR and {opticals} optical layers are given. Give as many of the one as of the other.</source>
        <translation>{sars} SAR- und {opticals} optische Layer sind angegeben. Geben Sie von beiden gleich viele an.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>{folders} match folders are given for {pairs} pairs.</source>
        <translation>{folders} Ordner von Abgleichen sind für {pairs} Paare angegeben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>There is no better model.</source>
        <translation>Es gibt kein besseres Modell.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Masks: ground to leave out</source>
        <translation>Masken: Boden, der ausgelassen wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Clouds, water or anything else that must not be matched: polygons, or rasters that are not zero there. Of a scene classification of Sentinel-2 (SCL), clouds and their shadows are left out.</source>
        <translation>Wolken, Wasser oder anderes, was nicht abgeglichen werden darf: Polygone, oder Raster, die dort nicht null sind. Von einer Szenenklassifikation von Sentinel-2 (SCL) werden Wolken und ihre Schatten ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Cutline: polygons of the ground to match</source>
        <translation>Schnittlinie: Polygone des Bodens, der abgeglichen wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Tie points are placed only inside these polygons, as the moving layer shows the ground.</source>
        <translation>Verknüpfungspunkte werden nur innerhalb dieser Polygone gesetzt, so wie der bewegte Layer den Boden zeigt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Values of raster masks to leave out</source>
        <translation>Werte von Rastermasken, die ausgelassen werden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Integers, with commas between them, for example 3,8,9,10. All but zero if not set.</source>
        <translation>Ganze Zahlen mit Kommas dazwischen, zum Beispiel 3,8,9,10. Alle außer null, wenn nichts gesetzt ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>“{text}” are not integers with commas between them, for example 3,8,9,10.</source>
        <translation>„{text}“ sind keine ganzen Zahlen mit Kommas dazwischen, zum Beispiel 3,8,9,10.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>One of these masks cannot be opened: {sources}. Check that they exist.</source>
        <translation>Eine dieser Masken kann nicht geöffnet werden: {sources}. Prüfen Sie, ob sie vorhanden sind.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Match SAR and optical</source>
        <translation>SAR und optisch abgleichen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Finds tie points between a SAR and an optical raster of the same ground, and by how much the moving layer has to be shifted to lie on the reference. Writes result.json, tie_points.gpkg, heatmap.tif, gcps.points and report.html. STATUS is “unreliable”, with a warning, where the result is not to be trusted.</source>
        <translation>Findet Verknüpfungspunkte zwischen einem SAR- und einem optischen Raster desselben Bodens, und um wie viel der bewegte Layer verschoben werden muss, um auf der Referenz zu liegen. Schreibt result.json, tie_points.gpkg, heatmap.tif, gcps.points und report.html. STATUS ist „unreliable“, mit einer Warnung, wo dem Ergebnis nicht zu trauen ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The largest misalignment to look for.</source>
        <translation>Der größte Versatz, nach dem gesucht wird.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Pixels between tie points</source>
        <translation>Pixel zwischen Verknüpfungspunkten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Chosen from the size of the overlap if not set.</source>
        <translation>Nach der Größe der Überlappung gewählt, wenn nichts gesetzt ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Extent to match</source>
        <translation>Ausdehnung, die abgeglichen wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>All of the overlap if not set.</source>
        <translation>Die ganze Überlappung, wenn nichts gesetzt ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>SAR layer</source>
        <translation>SAR-Layer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Optical layer</source>
        <translation>Optischer Layer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A radar image. Rasters with several bands are matched by the bands that suit best.</source>
        <translation>Ein Radarbild. Raster mit mehreren Kanälen werden mit den Kanälen abgeglichen, die sich am besten eignen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>An optical image of the same ground.</source>
        <translation>Ein optisches Bild desselben Bodens.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Moving layer, to be corrected</source>
        <translation>Bewegter Layer, der korrigiert wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>“sar” or “optical”: the layer whose position you trust less. The other one is the reference.</source>
        <translation>„sar“ oder „optical“: der Layer, dessen Lage Sie weniger trauen. Der andere ist die Referenz.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Load tie points and heatmap when done</source>
        <translation>Verknüpfungspunkte und Heatmap am Ende laden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>They are added to the project with their styles.</source>
        <translation>Sie werden dem Projekt mit ihren Stilen hinzugefügt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>All results are written there, and s2m2:correct takes it.</source>
        <translation>Alle Ergebnisse werden dorthin geschrieben, und s2m2:correct nimmt ihn.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Replace a match that was checked</source>
        <translation>Einen geprüften Abgleich ersetzen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A match folder whose tie points somebody has checked is refused otherwise: the checks would be lost.</source>
        <translation>Ein Ordner eines Abgleichs, dessen Verknüpfungspunkte jemand geprüft hat, wird sonst zurückgewiesen: Die Prüfungen gingen verloren.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>error.tif: the displacement to the east and to the north at each place, and its standard deviation, in metres.</source>
        <translation>error.tif: der Versatz nach Osten und nach Norden an jedem Ort, und seine Standardabweichung, in Metern.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Largest CE90 that you accept (metres)</source>
        <translation>Größter CE90, den Sie hinnehmen (Meter)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A match above it gets a warning. It is not called unreliable for that.</source>
        <translation>Ein Abgleich darüber bekommt eine Warnung. Deswegen ist er nicht weniger verlässlich.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Heights (DEM, metres)</source>
        <translation>Höhen (DEM, Meter)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>If given, the report says whether the residuals depend on height, as without terrain correction.</source>
        <translation>Falls angegeben, sagt der Bericht, ob die Residuen von der Höhe abhängen, wie ohne Geländekorrektur.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Heatmap</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Error raster</source>
        <translation>Fehlerraster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>RMSE (metres)</source>
        <translation>RMSE (Meter)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Match many</source>
        <translation>Viele abgleichen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Matches all pairs that a manifest, a table or two folders name, several at a time. RESULTS is a layer with the footprint, the verdict and the shift of each pair; its action “Open the pair&apos;s report” opens the report of the pair that is clicked. A batch that was cancelled or killed goes on if it is given the same folder: what is done is not done again.</source>
        <translation>Gleicht alle Paare ab, die ein Manifest, eine Tabelle oder zwei Ordner nennen, mehrere zugleich. RESULTS ist ein Layer mit Umriss, Urteil und Verschiebung jedes Paars; seine Aktion „Bericht des Paars öffnen“ öffnet den Bericht des angeklickten Paars. Ein Stapel, der abgebrochen oder beendet wurde, geht weiter, wenn er denselben Ordner bekommt: Was fertig ist, wird nicht noch einmal gemacht.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Moving layers, to be corrected</source>
        <translation>Bewegte Layer, die korrigiert werden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“sar” or “optical”: the layers whose positions you trust less, where a table says nothing else.</source>
        <translation>„sar“ oder „optical“: die Layer, deren Lage Sie weniger trauen, wo eine Tabelle nichts anderes sagt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Correct the moving layers of reliable matches</source>
        <translation>Die bewegten Layer verlässlicher Abgleiche korrigieren</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The corrected rasters lie in the folder of their pair.</source>
        <translation>Die korrigierten Raster liegen im Ordner ihres Paars.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of all results</source>
        <translation>Ordner aller Ergebnisse</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>It has a folder for each pair, a table and a report. Its results are used in the next run.</source>
        <translation>Er enthält einen Ordner für jedes Paar, eine Tabelle und einen Bericht. Seine Ergebnisse werden beim nächsten Lauf benutzt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs with their verdicts</source>
        <translation>Paare mit ihrem Urteil</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Reliable pairs</source>
        <translation>Verlässliche Paare</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs that are not reliable</source>
        <translation>Nicht verlässliche Paare</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs that failed</source>
        <translation>Fehlgeschlagene Paare</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Manifest file</source>
        <translation>Manifestdatei</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Manifests</source>
        <translation>Manifeste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>A CSV or Parquet file with the columns id, sar and optical, or a collection of STAC items. Give a manifest, a table, or two folders.</source>
        <translation>Eine CSV- oder Parquet-Datei mit den Spalten id, sar und optical, oder eine Sammlung von STAC-Items. Geben Sie ein Manifest, eine Tabelle oder zwei Ordner an.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Table of pairs</source>
        <translation>Tabelle der Paare</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>A layer or table with the columns id, sar and optical, and others of a manifest. Others do not count.</source>
        <translation>Ein Layer oder eine Tabelle mit den Spalten id, sar und optical und weiteren eines Manifests. Andere zählen nicht.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of SAR rasters</source>
        <translation>Ordner mit SAR-Rastern</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of optical rasters</source>
        <translation>Ordner mit optischen Rastern</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Rasters whose names are equal without words such as SAR and optical are a pair, and then those that overlap most. Subfolders count.</source>
        <translation>Raster, deren Namen ohne Wörter wie SAR und optical gleich sind, bilden ein Paar, danach jene, die sich am meisten überdecken. Unterordner zählen mit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs at a time</source>
        <translation>Paare zugleich</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>One for each core of the processor if it is not set.</source>
        <translation>Eines für jeden Kern des Prozessors, falls nichts angegeben ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Times that a failed pair is tried again</source>
        <translation>So oft wird ein fehlgeschlagenes Paar noch einmal versucht</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Only where the failure may have been chance: a server, a lack of memory, a full disk.</source>
        <translation>Nur wo der Fehler Zufall gewesen sein kann: ein Server, zu wenig Arbeitsspeicher, eine volle Platte.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Go on when a pair fails</source>
        <translation>Weitermachen, wenn ein Paar fehlschlägt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Without it, pairs that cannot be matched are listed, and nothing begins.</source>
        <translation>Ohne das werden Paare, die nicht abgeglichen werden können, aufgelistet, und nichts beginnt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Adjust the shifts of all pairs together</source>
        <translation>Die Verschiebungen aller Paare zusammen ausgleichen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>For images that occur in several pairs: each gets one correction, and wrong pairs show.</source>
        <translation>Für Bilder, die in mehreren Paaren vorkommen: Jedes bekommt eine Korrektur, und falsche Paare fallen auf.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Match all pairs again</source>
        <translation>Alle Paare noch einmal abgleichen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Also those that are done with the same inputs and settings.</source>
        <translation>Auch jene, die mit denselben Eingaben und Einstellungen fertig sind.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Show the results on the map, from the first pair on</source>
        <translation>Die Ergebnisse vom ersten Paar an auf der Karte zeigen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The layer grows while the batch runs.</source>
        <translation>Der Layer wächst, während der Stapel läuft.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: property that is equal for both items</source>
        <translation>STAC: Eigenschaft, die bei beiden Items gleich ist</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as grid:code. A collection of STAC items needs all four of these.</source>
        <translation>Etwa grid:code. Eine Sammlung von STAC-Items braucht alle vier dieser Angaben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: days that may lie between the items</source>
        <translation>STAC: Tage, die zwischen den Items liegen dürfen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The nearest in time is taken, if it is not further away.</source>
        <translation>Das zeitlich nächste wird genommen, wenn es nicht weiter weg ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: asset of SAR items</source>
        <translation>STAC: Asset der SAR-Items</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as vv. Items that have it are SAR.</source>
        <translation>Etwa vv. Items, die es haben, sind SAR.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: asset of optical items</source>
        <translation>STAC: Asset der optischen Items</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as B04. Items that have it are optical.</source>
        <translation>Etwa B04. Items, die es haben, sind optisch.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Give one of these: a manifest, a table of pairs, or two folders.</source>
        <translation>Geben Sie eines davon an: ein Manifest, eine Tabelle von Paaren oder zwei Ordner.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Cancelled. What was finished is kept, and is used in the next run.</source>
        <translation>Abgebrochen. Was fertig war, bleibt und wird beim nächsten Lauf benutzt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The table of pairs cannot be read.</source>
        <translation>Die Tabelle der Paare kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{name} is left out: {reason}.</source>
        <translation>{name} wird ausgelassen: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{number} more rasters are left out.</source>
        <translation>{number} weitere Raster werden ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>No pair was found in these folders.</source>
        <translation>In diesen Ordnern wurde kein Paar gefunden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“{folder}” is not empty, and no batch wrote it.</source>
        <translation>„{folder}“ ist nicht leer, und kein Stapel hat ihn geschrieben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{pairs} pairs: {reliable} reliable, {unreliable} not reliable, {failed} failed, {waiting} not begun.</source>
        <translation>{pairs} Paare: {reliable} verlässlich, {unreliable} nicht verlässlich, {failed} fehlgeschlagen, {waiting} nicht begonnen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Shift to the east (metres)</source>
        <translation>Verschiebung nach Osten (Meter)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Shift to the north (metres)</source>
        <translation>Verschiebung nach Norden (Meter)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>CE90 (metres)</source>
        <translation>CE90 (Meter)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Inliers among the tie points</source>
        <translation>Inlier unter den Verknüpfungspunkten</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Kind of transform</source>
        <translation>Art der Transformation</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Status: reliable or unreliable</source>
        <translation>Status: verlässlich (reliable) oder nicht (unreliable)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Why it is not reliable, or empty</source>
        <translation>Warum er nicht verlässlich ist, oder leer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>A name in the list of models. Scripts may also give the path of a model file.</source>
        <translation>Ein Name aus der Liste der Modelle. Skripte können auch den Pfad einer Modelldatei angeben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>Model file, in place of a model of the list</source>
        <translation>Modelldatei, anstelle eines Modells der Liste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>A model that is not in the list of models; it counts if it is given.</source>
        <translation>Ein Modell, das nicht in der Liste der Modelle steht; es gilt, wenn es angegeben ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Makes transform, accuracy, verdict, report and gcps.points of an earlier match anew from its tie points, as you have checked them, without matching again. Rejected tie points are left out; confirmed, moved and added ones weigh more. STATUS is “unreliable”, with a warning, where the result is not to be trusted.</source>
        <translation>Macht Transformation, Genauigkeit, Urteil, Bericht und gcps.points eines früheren Abgleichs neu aus seinen Verknüpfungspunkten, wie Sie sie geprüft haben, ohne neu abzugleichen. Abgelehnte Verknüpfungspunkte werden ausgelassen; bestätigte, verschobene und hinzugefügte wiegen mehr. STATUS ist „unreliable“, mit einer Warnung, wo dem Ergebnis nicht zu trauen ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>The folder that a match wrote its results to. Its files are written anew.</source>
        <translation>Der Ordner, in den ein Abgleich seine Ergebnisse schrieb. Seine Dateien werden neu geschrieben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>“auto” takes the kind of transform that the tie points support best.</source>
        <translation>„auto“ nimmt die Art von Transformation, die die Verknüpfungspunkte am besten stützen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Control points of the Georeferencer</source>
        <translation>Passpunkte der Georeferenzierung</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>A .points file for the moving layer. Its points confirm, move or reject the tie points at their places; the others are added to the tie points. They are kept as checks.</source>
        <translation>Eine .points-Datei für den bewegten Layer. Ihre Punkte bestätigen, verschieben oder lehnen die Verknüpfungspunkte an ihren Orten ab; die anderen werden den Verknüpfungspunkten hinzugefügt. Sie bleiben als Prüfungen erhalten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>Residual after the transform</source>
        <translation>Residuum nach der Transformation</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>{what}, true length</source>
        <translation>{what}, wahre Länge</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>{what}, drawn {times} times as long</source>
        <translation>{what}, {times}-mal so lang gezeichnet</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Open the pair&apos;s report</source>
        <translation>Bericht des Paars öffnen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>not reliable</source>
        <translation>nicht verlässlich</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrected_layer.py"/>
        <source>{name} (corrected)</source>
        <translation>{name} (korrigiert)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” could not be removed: {reason}.</source>
        <translation>„{file}“ konnte nicht entfernt werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays: there was a file of that name before, whose content was replaced.</source>
        <translation>„{file}“ bleibt: Vorher gab es eine Datei dieses Namens, deren Inhalt ersetzt wurde.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because it was changed after it was written.</source>
        <translation>„{file}“ bleibt, denn sie wurde nach dem Schreiben geändert.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays with its layer, because a later match is of it.</source>
        <translation>„{file}“ bleibt mit ihrem Layer, denn ein späterer Abgleich bezieht sich darauf.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because another layer reads it.</source>
        <translation>„{file}“ bleibt, denn ein anderer Layer liest sie.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because the project was saved with it.</source>
        <translation>„{file}“ bleibt, denn das Projekt wurde mit ihr gespeichert.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/kept_results.py"/>
        <source>The results in “{folder}” could not be moved and will be lost when QGIS is closed: {reason}.</source>
        <translation>Die Ergebnisse in „{folder}“ konnten nicht verschoben werden und gehen verloren, wenn QGIS geschlossen wird: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” is read with {factor:.1f} times larger pixels, because the area is large.</source>
        <translation>„{name}“ wird mit {factor:.1f}-mal größeren Pixeln gelesen, weil die Fläche groß ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” has no data in the area that is needed.</source>
        <translation>„{name}“ hat in der benötigten Fläche keine Daten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Choose layers that show the same ground.</source>
        <translation>Wählen Sie Layer, die denselben Boden zeigen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” is a web map, and the area is too large to ask its server for it.</source>
        <translation>„{name}“ ist eine Webkarte, und der Bereich ist zu groß, um ihn von ihrem Server zu verlangen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Choose a smaller area, or a file as the layer.</source>
        <translation>Wählen Sie einen kleineren Bereich oder eine Datei als Layer.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>QGIS reports error {number}</source>
        <translation>QGIS meldet Fehler {number}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>The server of “{name}” has sent no picture of the area.</source>
        <translation>Der Server von „{name}“ hat kein Bild des Bereichs geschickt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Look whether the layer is drawn on the map there. The server may be down, or refuse you.</source>
        <translation>Sehen Sie nach, ob der Layer dort auf der Karte erscheint. Vielleicht ist der Server nicht erreichbar oder weist Sie ab.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>The server of “{name}” has sent no picture for {percent} % of the area, which is not matched.</source>
        <translation>Der Server von „{name}“ hat für {percent} % des Bereichs kein Bild geschickt; dort wird nicht abgeglichen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” could not be written to a temporary file: {reason}.</source>
        <translation>„{name}“ konnte nicht in eine temporäre Datei geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Check that the layer is drawn on the map and that the disk is not full.</source>
        <translation>Prüfen Sie, ob der Layer auf der Karte gezeichnet wird und die Festplatte nicht voll ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/live_tie_points.py"/>
        <source>Tie points so far (confidence)</source>
        <translation>Verknüpfungspunkte bisher (Konfidenz)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mask_files.py"/>
        <source>“{name}” cannot be used here: it is not a raster file with this CRS. Export it (Layer &gt; Save As).</source>
        <translation>„{name}“ kann hier nicht verwendet werden: Es ist keine Rasterdatei mit diesem KBS. Exportieren Sie den Layer (Layer &gt; Speichern als).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mask_files.py"/>
        <source>“{name}” cannot be used as a mask: {reason}.</source>
        <translation>„{name}“ kann nicht als Maske verwendet werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/match_group.py"/>
        <source>Tie points (confidence)</source>
        <translation>Verknüpfungspunkte (Konfidenz)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/match_group.py"/>
        <source>Heatmap (probability)</source>
        <translation>Heatmap (Wahrscheinlichkeit)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{folder}” holds no match. Choose a folder that a match wrote its results to.</source>
        <translation>„{folder}“ enthält keinen Abgleich. Wählen Sie einen Ordner, in den ein Abgleich seine Ergebnisse schrieb.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{file}” cannot be read as the result of a match: {reason}.</source>
        <translation>„{file}“ kann nicht als Ergebnis eines Abgleichs gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{name}” has no tie points any more.</source>
        <translation>„{name}“ hat keine Verknüpfungspunkte mehr.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>Select two or more raster layers that are to be matched as one.</source>
        <translation>Wählen Sie mindestens zwei Rasterlayer aus, die als einer abgeglichen werden sollen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>“{name}” has another CRS, other bands or another data type than “{first}”.</source>
        <translation>„{name}“ hat ein anderes KBS, andere Kanäle oder einen anderen Datentyp als „{first}“.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>QGIS cannot open it</source>
        <translation>QGIS kann es nicht öffnen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>The mosaic cannot be written into “{folder}”: {reason}.</source>
        <translation>Das Mosaik kann nicht in „{folder}“ geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>GDAL gives no reason</source>
        <translation>GDAL nennt keinen Grund</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/checked_points.py"/>
        <source>“{name}” is being edited. Save its edits or discard them first.</source>
        <translation>„{name}“ wird bearbeitet. Speichern oder verwerfen Sie zuerst die Änderungen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/checked_points.py"/>
        <source>“{name}” cannot be written to, so its tie points cannot be checked.</source>
        <translation>In „{name}“ kann nicht geschrieben werden, deshalb können seine Verknüpfungspunkte nicht geprüft werden.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Confirm {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Confirm a tie point</extracomment>
        <translation>
            <numerusform>Einen Verknüpfungspunkt bestätigen</numerusform>
            <numerusform>{count} Verknüpfungspunkte bestätigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Reject {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Reject a tie point</extracomment>
        <translation>
            <numerusform>Einen Verknüpfungspunkt ablehnen</numerusform>
            <numerusform>{count} Verknüpfungspunkte ablehnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Take back the checks of {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Take back a check</extracomment>
        <translation>
            <numerusform>Eine Prüfung zurücknehmen</numerusform>
            <numerusform>Die Prüfungen von {count} Verknüpfungspunkten zurücknehmen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Move a tie point</source>
        <translation>Einen Verknüpfungspunkt verschieben</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Add a tie point</source>
        <translation>Einen Verknüpfungspunkt hinzufügen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>You added this tie point. Drag it to move it, or right-click to remove it.</source>
        <translation>Sie haben diesen Verknüpfungspunkt hinzugefügt. Ziehen Sie ihn, um ihn zu verschieben, oder entfernen Sie ihn mit der rechten Maustaste.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>The match found no displacement here that you could confirm. Drag the point to its correct place.</source>
        <translation>Der Abgleich fand hier keinen Versatz, den Sie bestätigen könnten. Ziehen Sie den Punkt an seinen richtigen Ort.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>A tie point begins here in the moving layer. Click where this place belongs, as the reference shows it. Right-click or press Esc to drop it.</source>
        <translation>Hier beginnt ein Verknüpfungspunkt im bewegten Layer. Klicken Sie dorthin, wo dieser Ort nach der Referenz hingehört. Die rechte Maustaste oder Esc verwirft ihn.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Moving</source>
        <translation>Bewegt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>The place in the moving layer. The wheel zooms.</source>
        <translation>Der Ort im bewegten Layer. Das Mausrad zoomt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Reference (click to place)</source>
        <translation>Referenz (zum Setzen klicken)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Where this place belongs. Click it in the reference, and the tie point moves there. The wheel zooms.</source>
        <translation>Wo dieser Ort hingehört. Klicken Sie ihn in der Referenz an, und der Verknüpfungspunkt bewegt sich dorthin. Das Mausrad zoomt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>How probable each place is. The ellipse holds nine of ten errors, if the match is right.</source>
        <translation>Wie wahrscheinlich jeder Ort ist. Die Ellipse enthält neun von zehn Fehlern, wenn der Abgleich stimmt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>used</source>
        <translation>verwendet</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>not used</source>
        <translation>nicht verwendet</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>agrees</source>
        <translation>stimmt überein</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>outlier</source>
        <translation>Ausreißer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>not matched</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Use</source>
        <translation>Nimm</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Residual m</source>
        <translation>Residuum m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>East m</source>
        <translation>Ost m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>North m</source>
        <translation>Nord m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Ticked tie points count when the transform is fitted. The space bar ticks the selected rows.</source>
        <translation>Angehakte Verknüpfungspunkte zählen, wenn die Transformation angepasst wird. Die Leertaste hakt die ausgewählten Zeilen an.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Number of the tie point in its file.</source>
        <translation>Nummer des Verknüpfungspunkts in seiner Datei.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>What a transform that was fitted without this tie point leaves of its displacement, in metres.</source>
        <translation>Was eine Transformation, die ohne diesen Verknüpfungspunkt angepasst wurde, von seinem Versatz übrig lässt, in Metern.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How sure the match is of this tie point.</source>
        <translation>Wie sicher sich der Abgleich dieses Verknüpfungspunkts ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How far the place has to move along the CRS&apos;s first axis, in metres on the ground.</source>
        <translation>Wie weit sich der Ort entlang der ersten Achse des KBS bewegen muss, in Metern am Boden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How far the place has to move along the CRS&apos;s second axis, in metres on the ground.</source>
        <translation>Wie weit sich der Ort entlang der zweiten Achse des KBS bewegen muss, in Metern am Boden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Your check, or whether the tie point agrees with the transform.</source>
        <translation>Ihre Prüfung, oder ob der Verknüpfungspunkt mit der Transformation übereinstimmt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>S2M2: tie points</source>
        <translation>S2M2: Verknüpfungspunkte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>All tie points</source>
        <translation>Alle Verknüpfungspunkte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Those that agree</source>
        <translation>Die übereinstimmen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Outliers</source>
        <translation>Ausreißer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Checked</source>
        <translation>Geprüfte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Not matched</source>
        <translation>Nicht gefundene</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Which tie points are listed</source>
        <translation>Welche Verknüpfungspunkte aufgelistet sind</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Share of the tie points to drop</source>
        <translation>Anteil der Verknüpfungspunkte, der verworfen wird</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Drop the worst</source>
        <translation>Schlechteste verwerfen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Reject this share of the tie points that agree: those with the largest residuals.</source>
        <translation>Lehnt diesen Anteil der übereinstimmenden Verknüpfungspunkte ab: die mit den größten Residuen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Map follows</source>
        <translation>Karte folgt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>The map shows the current tie point.</source>
        <translation>Die Karte zeigt den aktuellen Verknüpfungspunkt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Refit at once</source>
        <translation>Sofort neu anpassen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Each change makes transform, accuracy and verdict anew.</source>
        <translation>Jede Änderung macht Transformation, Genauigkeit und Urteil neu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Use, or leave out</source>
        <translation>Verwenden oder auslassen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Take back the check</source>
        <translation>Die Prüfung zurücknehmen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>The largest misalignment to look for, in metres on the ground. A larger radius takes longer.</source>
        <translation>Der größte Versatz, nach dem gesucht wird, in Metern am Boden. Ein größerer Radius braucht länger.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>a few seconds left</source>
        <translation>noch einige Sekunden</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>about {count} s left</source>
        <translation>
            <numerusform>noch etwa {count} s</numerusform>
            <numerusform>noch etwa {count} s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>about {count} min left</source>
        <translation>
            <numerusform>noch etwa {count} min</numerusform>
            <numerusform>noch etwa {count} min</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>exit status {s}</source>
        <translation>Exit-Status {s}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>the file of {package} is not the one that S2M2 was released with</source>
        <translation>die Datei von {package} ist nicht die, mit der S2M2 veröffentlicht wurde</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>It was not installed. The index or the folder holds another file under this name; tell who manages it.</source>
        <translation>Sie wurde nicht installiert. Der Index oder der Ordner enthält unter diesem Namen eine andere Datei; sagen Sie es dem, der ihn verwaltet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Check QGIS&apos;s proxy under Settings &gt; Options &gt; Network, or “proxy” in pip&apos;s settings.</source>
        <translation>Prüfen Sie QGIS&apos; Proxy unter Einstellungen &gt; Optionen &gt; Netzwerk, oder „proxy“ in pips Einstellungen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Free disk space for the QGIS profile, and try again.</source>
        <translation>Machen Sie Platz auf der Festplatte des QGIS-Profils, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Use a QGIS profile in a folder whose path does not contain this character.</source>
        <translation>Verwenden Sie ein QGIS-Profil in einem Ordner, dessen Pfad dieses Zeichen nicht enthält.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Check the permissions of the profile&apos;s folder, and whether an antivirus program blocks it.</source>
        <translation>Prüfen Sie die Berechtigungen des Profilordners, und ob ein Virenschutz ihn sperrt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The proxy wants a user name and a password.</source>
        <translation>Der Proxy verlangt Benutzernamen und Passwort.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Pip cannot use a SOCKS proxy. Use an HTTP proxy, or install from a folder of wheels.</source>
        <translation>Pip kann keinen SOCKS-Proxy verwenden. Verwenden Sie einen HTTP-Proxy, oder installieren Sie aus einem Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>A proxy or antivirus program may replace certificates. Add its certificate authority in QGIS under Settings &gt; Options &gt; Authentication, or name it as “cert” in pip&apos;s settings.</source>
        <translation>Ein Proxy oder Virenschutz ersetzt vielleicht Zertifikate. Fügen Sie seine Zertifizierungsstelle in QGIS unter Einstellungen &gt; Optionen &gt; Authentifizierung hinzu, oder nennen Sie sie als „cert“ in pips Einstellungen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The index wants a user name and a password. Write them into a .netrc file or pip&apos;s settings.</source>
        <translation>Der Index verlangt Benutzernamen und Passwort. Schreiben Sie sie in eine .netrc-Datei oder in pips Einstellungen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The index or a proxy refuses access. Ask who manages it.</source>
        <translation>Der Index oder ein Proxy verweigert den Zugriff. Fragen Sie den, der ihn verwaltet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Check the internet connection and the proxy, or install from a folder of wheels.</source>
        <translation>Prüfen Sie die Internetverbindung und den Proxy, oder installieren Sie aus einem Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>Waiting for other work to end.</source>
        <translation>Es wird gewartet, bis andere Arbeit beendet ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>The worker {pid} was started with {python}.</source>
        <translation>Der Hilfsprozess {pid} wurde mit {python} gestartet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>The worker {pid} has ended.</source>
        <translation>Der Hilfsprozess {pid} ist beendet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>Matching needs a Python environment, which is not set up yet.</source>
        <translation>Der Abgleich braucht eine Python-Umgebung, die noch nicht eingerichtet ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/environment.py"/>
        <source>PyTorch is being added to the environment. Wait until that has ended.</source>
        <translation>Der Umgebung wird gerade PyTorch hinzugefügt. Warten Sie, bis das beendet ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Set up the environment, or choose another Python, in the S2M2 settings.</source>
        <translation>Richten Sie in den S2M2-Einstellungen die Umgebung ein, oder wählen Sie ein anderes Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The Python at “{python}” cannot be started: {error}.</source>
        <translation>Das Python in „{python}“ kann nicht gestartet werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The plugin&apos;s folder lacks the engine&apos;s files ({name}).</source>
        <translation>Im Ordner des Plugins fehlen Dateien der Engine ({name}).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Reinstall the plugin.</source>
        <translation>Installieren Sie das Plugin neu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The Python at “{python}” lacks the package {name}.</source>
        <translation>Dem Python in „{python}“ fehlt das Paket {name}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine could not start: {reason}.</source>
        <translation>Die Engine konnte nicht starten: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>exit status {status}</source>
        <translation>Exit-Status {status}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine was killed while it worked, perhaps because there was not enough memory.</source>
        <translation>Die Engine wurde während der Arbeit beendet, vielleicht weil der Arbeitsspeicher nicht reichte.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Close other programs, or match a smaller area.</source>
        <translation>Schließen Sie andere Programme, oder gleichen Sie eine kleinere Fläche ab.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine stopped while it worked (exit status {status}).</source>
        <translation>Die Engine hörte während der Arbeit auf (Exit-Status {status}).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again. The log panel “S2M2” shows its last messages.</source>
        <translation>Versuchen Sie es erneut. Das Protokoll „S2M2“ zeigt ihre letzten Meldungen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine did not start within {seconds:.0f} seconds.</source>
        <translation>Die Engine startete nicht innerhalb von {seconds:.0f} Sekunden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again, or choose another Python in the S2M2 settings.</source>
        <translation>Versuchen Sie es erneut, oder wählen Sie in den S2M2-Einstellungen ein anderes Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine sent a message that the plugin does not understand: {problem}.</source>
        <translation>Die Engine schickte eine Nachricht, die das Plugin nicht versteht: {problem}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again. If this happens again, reinstall the plugin.</source>
        <translation>Versuchen Sie es erneut. Geschieht es wieder, installieren Sie das Plugin neu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot be started: {error}.</source>
        <translation>{name} kann nicht gestartet werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} did not answer within {limit:.0f} seconds.</source>
        <translation>{name} antwortete nicht innerhalb von {limit:.0f} Sekunden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <source>The package {package} is damaged: {why}.</source>
        <translation>Das Paket {package} ist beschädigt: {why}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from the folder {folder}.</source>
        <translation>Die Pakete kommen aus dem Ordner {folder}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}, the index in the S2M2 settings.</source>
        <translation>Die Pakete kommen von {index}, dem Index aus den S2M2-Einstellungen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}, the index in pip&apos;s settings.</source>
        <translation>Die Pakete kommen von {index}, dem Index aus pips Einstellungen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}.</source>
        <translation>Die Pakete kommen von {index}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>QGIS&apos;s proxy is used: {proxy}.</source>
        <translation>QGIS&apos; Proxy wird verwendet: {proxy}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>These settings of pip are not used here: {names}.</source>
        <translation>Diese Einstellungen von pip werden hier nicht verwendet: {names}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Pip cannot read its settings, which are not used here: {reason}</source>
        <translation>Pip kann seine Einstellungen nicht lesen, die hier nicht verwendet werden: {reason}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The other QGIS has created the environment.</source>
        <translation>Das andere QGIS hat die Umgebung angelegt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The earlier environment is still there.</source>
        <translation>Die frühere Umgebung ist noch da.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing the engine&apos;s packages…</source>
        <translation>Die Pakete der Engine werden installiert…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking the environment…</source>
        <translation>Die Umgebung wird geprüft…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Choose another Python in the S2M2 settings.</source>
        <translation>Wählen Sie in den S2M2-Einstellungen ein anderes Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing Dask…</source>
        <translation>Dask wird installiert…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking Dask…</source>
        <translation>Dask wird geprüft…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Dask could not be installed: {reason}. {hint}</source>
        <translation>Dask konnte nicht installiert werden: {reason}. {hint}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking PyTorch…</source>
        <translation>PyTorch wird geprüft…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Install the latest Microsoft Visual C++ Redistributable.</source>
        <translation>Installieren Sie das neueste Microsoft Visual C++ Redistributable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>PyTorch could not be installed: {reason}. {hint}</source>
        <translation>PyTorch konnte nicht installiert werden: {reason}. {hint}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing what PyTorch needs…</source>
        <translation>Was PyTorch braucht, wird installiert…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing PyTorch from {index}…</source>
        <translation>PyTorch wird von {index} installiert…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing PyTorch…</source>
        <translation>PyTorch wird installiert…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>If the index has no file for this system and Python version, choose another index or a folder of wheels in the S2M2 settings.</source>
        <translation>Hat der Index keine Datei für dieses System und diese Python-Version, wählen Sie in den S2M2-Einstellungen einen anderen Index oder einen Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The folder must contain the wheels of all packages for this system and Python version.</source>
        <translation>Der Ordner muss die Wheels aller Pakete für dieses System und diese Python-Version enthalten.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The folder “{folder}” contains no wheels.</source>
        <translation>Der Ordner „{folder}“ enthält keine Wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Choose a folder that “pip download” has filled, or choose no folder to install from the internet.</source>
        <translation>Wählen Sie einen Ordner, den „pip download“ gefüllt hat, oder keinen Ordner, um aus dem Internet zu installieren.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>No environment can be made in “{folder}”: its path contains “{character}”.</source>
        <translation>In „{folder}“ kann keine Umgebung angelegt werden: Der Pfad enthält „{character}“.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Check the folder&apos;s permissions.</source>
        <translation>Prüfen Sie die Berechtigungen des Ordners.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation>„{folder}“ kann nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The earlier environment in “{folder}” cannot be replaced: {error}.</source>
        <translation>Die frühere Umgebung in „{folder}“ kann nicht ersetzt werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Close other QGIS windows that use it, and try again.</source>
        <translation>Schließen Sie andere QGIS-Fenster, die sie verwenden, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The index {index} cannot be reached: {reason}.</source>
        <translation>Der Index {index} kann nicht erreicht werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>{file}: {error}</source>
        <translation>{file}: {error}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>{file} is not the file that S2M2 was released with</source>
        <translation>{file} ist nicht die Datei, mit der S2M2 veröffentlicht wurde</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>the index has no such file</source>
        <translation>der Index hat keine solche Datei</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Look for the matching environment</source>
        <translation>Die Umgebung für den Abgleich suchen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>The matching environment does not work: {error}.</source>
        <translation>Die Umgebung für den Abgleich funktioniert nicht: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Check the packages for matching</source>
        <translation>Die Pakete für den Abgleich prüfen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Check the matching environment</source>
        <translation>Die Umgebung für den Abgleich prüfen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>{path} cannot be used: {error}.</source>
        <translation>{path} kann nicht verwendet werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>There is no Python at “{path}”.</source>
        <translation>In „{path}“ ist kein Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot load {package}: {why}.</source>
        <translation>{name} kann {package} nicht laden: {why}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is not a working Python: {reason}.</source>
        <translation>{name} ist kein funktionierendes Python: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is Python {version}, but the engine needs {minimum} or later.</source>
        <translation>{name} ist Python {version}, aber die Engine braucht {minimum} oder neuer.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is Python {version}, but there are packages only for {minimum} to {maximum}.</source>
        <translation>{name} ist Python {version}, aber Pakete gibt es nur für {minimum} bis {maximum}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is a Python for {platform}, for which there are no packages.</source>
        <translation>{name} ist ein Python für {platform}, wofür es keine Pakete gibt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot make environments: it lacks {packages}.</source>
        <translation>{name} kann keine Umgebungen anlegen: Ihm fehlt {packages}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} lacks packages that the engine needs: {packages}.</source>
        <translation>{name} fehlen Pakete, die die Engine braucht: {packages}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>it ended with exit status {status}</source>
        <translation>es endete mit Exit-Status {status}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>it crashed ({signal})</source>
        <translation>es stürzte ab ({signal})</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>Creating the environment needs Python {minimum} to {maximum}, which was not found.</source>
        <translation>Um die Umgebung anzulegen, wird Python {minimum} bis {maximum} gebraucht, das nicht gefunden wurde.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>Install Python from python.org, or choose a Python in the S2M2 settings.</source>
        <translation>Installieren Sie Python von python.org, oder wählen Sie in den S2M2-Einstellungen ein Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/reaching.py"/>
        <source>it did not answer within {limit:.0f} seconds</source>
        <translation>es antwortete nicht innerhalb von {limit:.0f} Sekunden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>“{folder}” is not an environment that S2M2 has made.</source>
        <translation>„{folder}“ ist keine Umgebung, die S2M2 angelegt hat.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Remove the folder yourself if you do not need it.</source>
        <translation>Entfernen Sie den Ordner selbst, wenn Sie ihn nicht brauchen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>The environment is being set up, perhaps in another QGIS.</source>
        <translation>Die Umgebung wird gerade eingerichtet, vielleicht in einem anderen QGIS.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Wait until that has ended.</source>
        <translation>Warten Sie, bis das beendet ist.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>The environment is in use: a match, a correction or a fine-tuning is running.</source>
        <translation>Die Umgebung ist in Gebrauch: Ein Abgleich, eine Korrektur oder ein Nachtrainieren läuft.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Cancel it or wait until it ends, and try again.</source>
        <translation>Brechen Sie es ab, oder warten Sie, bis es endet, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>“{folder}” cannot be removed: {error}.</source>
        <translation>„{folder}“ kann nicht entfernt werden: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>“{folder}” cannot be written.</source>
        <translation>In „{folder}“ kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>process {process} on {host}</source>
        <translation>Prozess {process} auf {host}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>its owner</source>
        <translation>ihr Eigentümer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>Another QGIS is setting up the environment ({who}); waiting for it…</source>
        <translation>Ein anderes QGIS richtet die Umgebung ein ({who}); es wird darauf gewartet…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/space.py"/>
        <source>The set-up needs {needed} MB on the disk of “{folder}”, which has {free} MB free.</source>
        <translation>Die Einrichtung braucht {needed} MB auf der Festplatte von „{folder}“, auf der {free} MB frei sind.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/space.py"/>
        <source>Free disk space, and try again.</source>
        <translation>Machen Sie Platz auf der Festplatte, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>The environment could not be created: {reason}.</source>
        <translation>Die Umgebung konnte nicht angelegt werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>On Debian and Ubuntu, install python3-venv. Elsewhere, choose a Python in the S2M2 settings.</source>
        <translation>Unter Debian und Ubuntu installieren Sie python3-venv. Anderswo wählen Sie in den S2M2-Einstellungen ein Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Creating an environment with {python}…</source>
        <translation>Mit {python} wird eine Umgebung angelegt…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Creating an environment with {python}, which has no pip for it, and {file}…</source>
        <translation>Mit {python}, das kein pip dafür hat, und {file} wird eine Umgebung angelegt…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>The remains of an earlier set-up in “{folder}” cannot be removed.</source>
        <translation>Die Reste einer früheren Einrichtung in „{folder}“ können nicht entfernt werden.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Remove the folder, and try again.</source>
        <translation>Entfernen Sie den Ordner, und versuchen Sie es erneut.</translation>
    </message>
    <message numerus="yes">
        <source> and {count} more</source>
        <extracomment>Where the number is 1, the English text is:  and one more</extracomment>
        <translation type="vanished">
            <numerusform> und ein weiterer</numerusform>
            <numerusform> und {count} weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Adds PyTorch to the environment in {folder}.</source>
        <translation type="vanished">Fügt der Umgebung in {folder} PyTorch hinzu.</translation>
    </message>
    <message>
        <source>A&amp;dd PyTorch</source>
        <translation type="vanished">PyTorch hi&amp;nzufügen</translation>
    </message>
    <message>
        <source>The environment is ready for matching, but not for fine-tuning.</source>
        <translation type="vanished">Die Umgebung ist bereit für den Abgleich, aber nicht für das Nachtrainieren.</translation>
    </message>
    <message>
        <source>Longest training time; with little ground, training ends sooner. Aligning the layers and testing the new model take some additional time.</source>
        <translation type="vanished">Längste Zeit des Trainings; mit wenig Boden endet es früher. Das Ausrichten der Layer und die Prüfung des neuen Modells brauchen etwas zusätzliche Zeit.</translation>
    </message>
    <message>
        <source>“{name}”, from {model}: {pairs}, {minutes:g} min</source>
        <translation type="vanished">„{name}“, aus {model}: {pairs}, {minutes:g} min</translation>
    </message>
    <message>
        <source>Default (trained model)</source>
        <translation type="vanished">Standard (trainiertes Modell)</translation>
    </message>
    <message>
        <source>Structure (no model needed)</source>
        <translation type="vanished">Struktur (kein Modell nötig)</translation>
    </message>
    <message>
        <source>“{name}” cannot be used as a mask: it is not a raster file with this CRS. Export it (Layer &gt; Save As).</source>
        <translation type="vanished">„{name}“ kann nicht als Maske verwendet werden: Es ist keine Rasterdatei mit diesem KBS. Exportieren Sie es (Layer &gt; Speichern als).</translation>
    </message>
</context>
</TS>
