<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>S2M2</name>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>“{name}” is not a file, so it cannot be shown corrected before it is written.</source>
        <translation>«{name}» no es un archivo, así que no puede mostrarse corregida antes de escribirse.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>“{name}” cannot be shown corrected: {reason}.</source>
        <translation>«{name}» no puede mostrarse corregida: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>{name} (preview)</source>
        <translation>{name} (vista previa)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>a part of it lies outside the domain of the match&apos;s CRS</source>
        <translation>una parte está fuera del dominio del SRC del emparejamiento</translation>
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
        <translation>Tipo</translation>
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
        <translation>Tipo de transformación. El que está en negrita es el del emparejamiento.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Nine of ten held-out tie points have at most this residual, in metres, with this kind of transform.</source>
        <translation>Nueve de cada diez puntos de enlace reservados tienen como mucho este residuo, en metros, con este tipo de transformación.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>CE90 in pixels of the common grid.</source>
        <translation>CE90 en píxeles de la cuadrícula común.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Share of the held-out tie points that have a residual of at most one pixel.</source>
        <translation>Parte de los puntos de enlace reservados con un residuo de un píxel como mucho.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kinds of transforms that were compared</source>
        <translation>Tipos de transformaciones que se compararon</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>Match…</source>
        <translation>Emparejar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Open match…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Correct</source>
        <translation>Corregir</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Check tie points</source>
        <translation>Revisar puntos de enlace</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Models…</source>
        <translation>Modelos…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Settings…</source>
        <translation>Ajustes…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>{name} as SAR</source>
        <translation>{name} como SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>{name} as optical</source>
        <translation>{name} como óptica</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Compare on the map</source>
        <translation>Comparar en el mapa</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Sw&amp;ipe</source>
        <translation>&amp;Cortinilla</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show one layer left of a line and the other right of it. Drag the line.</source>
        <translation>Muestra una capa a la izquierda de una línea y la otra a la derecha. Arrastre la línea.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Flic&amp;ker</source>
        <translation>P&amp;arpadeo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show the two layers in turns.</source>
        <translation>Muestra las dos capas por turnos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>C&amp;heckers</source>
        <translation>Ajedre&amp;z</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show the two layers in the squares of a checkerboard.</source>
        <translation>Muestra las dos capas en las casillas de un tablero de ajedrez.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Corrected, with the reference</source>
        <translation>Corregida, con la referencia</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>As it is, with the reference</source>
        <translation>Como está, con la referencia</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Corrected, with as it is</source>
        <translation>Corregida, con la capa como está</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>What is compared</source>
        <translation>Qué se compara</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>“Corrected” needs no file: it shows what Correct would write by the method that is chosen there.</source>
        <translation>«Corregida» no necesita archivo: muestra lo que Corregir escribiría con el método que se elige allí.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Drag the line, or press the comma and the full stop.</source>
        <translation>Arrastre la línea, o pulse la coma y el punto.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>The wheel zooms, dragging pans. The space bar shows the layer corrected and as it is. Esc ends.</source>
        <translation>La rueda acerca y aleja, arrastrar mueve el mapa. La barra espaciadora muestra la capa corregida y como está. Esc termina.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>{name}, as it is</source>
        <translation>{name}, como está</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>{name}, corrected</source>
        <translation>{name}, corregida</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>The preview is being prepared…</source>
        <translation>Se prepara la vista previa…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The transform that the tie points support best.</source>
        <translation>La transformación que mejor apoyan los puntos de enlace.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Shift</source>
        <translation>Desplazamiento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Moves the layer as a whole. Pixel values do not change.</source>
        <translation>Mueve la capa entera. Los valores de los píxeles no cambian.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Similarity</source>
        <translation>Semejanza</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Shift, rotation and one scale. Pixels are resampled.</source>
        <translation>Desplazamiento, rotación y una escala. Los píxeles se remuestrean.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Affine</source>
        <translation>Afín</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Shift, rotation, scale and shear. Pixels are resampled.</source>
        <translation>Desplazamiento, rotación, escala y cizalla. Los píxeles se remuestrean.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Polynomial</source>
        <translation>Polinomio</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>A smooth bend of second order. Pixels are resampled.</source>
        <translation>Una curvatura suave de segundo orden. Los píxeles se remuestrean.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Thin-plate spline</source>
        <translation>Spline de placa delgada</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Follows local distortion, such as relief. Pixels are resampled.</source>
        <translation>Sigue la distorsión local, como la del relieve. Los píxeles se remuestrean.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Nearest pixel for classes and masks, cubic for images.</source>
        <translation>Píxel más cercano para clases y máscaras, cúbico para imágenes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Nearest pixel</source>
        <translation>Píxel más cercano</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Takes values as they are: for classes and masks.</source>
        <translation>Toma los valores como son: para clases y máscaras.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Bilinear</source>
        <translation>Bilineal</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Blends four pixels. Values stay within those of their neighbours.</source>
        <translation>Mezcla cuatro píxeles. Los valores quedan entre los de sus vecinos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Cubic</source>
        <translation>Cúbico</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Blends sixteen pixels: the sharpest, for images.</source>
        <translation>Mezcla dieciséis píxeles: el más nítido, para imágenes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Its own, moved</source>
        <translation>Los suyos, movidos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The pixels move with the layer. They lie beside those of the reference.</source>
        <translation>Los píxeles se mueven con la capa. Quedan al lado de los de la referencia.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Those of the reference</source>
        <translation>Los de la referencia</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Exactly the reference&apos;s CRS, pixels and extent; resampled.</source>
        <translation>Exactamente el SRC, los píxeles y la extensión de la referencia; remuestreado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Those of a layer:</source>
        <translation>Los de una capa:</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Exactly that layer&apos;s CRS, pixels and extent; resampled.</source>
        <translation>Exactamente el SRC, los píxeles y la extensión de esa capa; remuestreado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>GeoTIFF</source>
        <translation>GeoTIFF</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>With overviews of the same levels as the original.</source>
        <translation>Con vistas generales de los mismos niveles que el original.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Cloud-optimised GeoTIFF</source>
        <translation>GeoTIFF optimizado para la nube</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>For the web and for archives; always with overviews.</source>
        <translation>Para la web y los archivos; siempre con vistas generales.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>How values between pixels are found. It does not matter where pixels stay as they are.</source>
        <translation>Cómo se hallan los valores entre píxeles. No importa donde los píxeles quedan como están.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The layer whose pixels the corrected layer gets</source>
        <translation>La capa cuyos píxeles recibe la capa corregida</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Layers with the moving layer&apos;s CRS and extent. Those that you tick are corrected, too.</source>
        <translation>Capas con el SRC y la extensión de la capa móvil. Las que marque también se corrigen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Corrected raster</source>
        <translation>Ráster corregido</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>File for the corrected raster. The original does not change.</source>
        <translation>Archivo para el ráster corregido. El original no cambia.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>File for the corrected raster</source>
        <translation>Archivo del ráster corregido</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Choose a file for the corrected raster…</source>
        <translation>Elegir un archivo para el ráster corregido…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;Correct</source>
        <translation>C&amp;orregir</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Write a corrected copy of the moving layer and add it to the project.</source>
        <translation>Escribe una copia corregida de la capa móvil y la añade al proyecto.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Take back</source>
        <translation>Deshacer la corrección</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Remove the corrected layers again, and the files that were written, if nothing else uses them.</source>
        <translation>Quita las capas corregidas, y los archivos escritos si nada más los usa.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>M&amp;ethod</source>
        <translation>&amp;Método</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Resamplin&amp;g</source>
        <translation>R&amp;emuestreo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Pi&amp;xels</source>
        <translation>Pí&amp;xeles</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;Format</source>
        <translation>&amp;Formato</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;These, too</source>
        <translation>Tam&amp;bién estas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Save &amp;as</source>
        <translation>&amp;Guardar como</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a shift. Pixel values do not change.</source>
        <translation>El emparejamiento halló un desplazamiento. Los valores de los píxeles no cambian.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a shift with rotation and scale. Pixels are resampled.</source>
        <translation>El emparejamiento halló un desplazamiento con rotación y escala. Los píxeles se remuestrean.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found an affine transform. Pixels are resampled.</source>
        <translation>El emparejamiento halló una transformación afín. Los píxeles se remuestrean.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a smooth bend of second order. Pixels are resampled.</source>
        <translation>El emparejamiento halló una curvatura suave de segundo orden. Los píxeles se remuestrean.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found local distortion, which a thin-plate spline follows. Pixels are resampled.</source>
        <translation>El emparejamiento halló distorsión local, que sigue una spline de placa delgada. Los píxeles se remuestrean.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The moving layer was removed from the project. Add it again.</source>
        <translation>La capa móvil se quitó del proyecto. Añádala de nuevo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>No file is given for the corrected raster.</source>
        <translation>No se indica ningún archivo para el ráster corregido.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose a file under “Save as”.</source>
        <translation>Elija un archivo en «Guardar como».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Two corrected layers would be written to “{file}”.</source>
        <translation>Dos capas corregidas se escribirían en «{file}».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose another file under “Save as”.</source>
        <translation>Elija otro archivo en «Guardar como».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>No file is given whose pixels the corrected raster gets.</source>
        <translation>No se indica ningún archivo cuyos píxeles reciba el ráster corregido.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose a layer of a file.</source>
        <translation>Elija una capa de un archivo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>“{file}” is one of the matched layers, which are never overwritten.</source>
        <translation>«{file}» es una de las capas emparejadas, que nunca se sobrescriben.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>The corrected layer may be in a wrong place.</source>
        <translation>La capa corregida puede estar en un lugar equivocado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>This match is not reliable.</source>
        <translation>Este emparejamiento no es fiable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Correct anyway</source>
        <translation>Corregir de todos modos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>“{file}” exists. Replace it?</source>
        <translation>«{file}» ya existe. ¿Reemplazar?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>“{file}” was written, but QGIS cannot open it.</source>
        <translation>«{file}» se escribió, pero QGIS no puede abrirlo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Check the file in another program, or save the corrected raster to another file.</source>
        <translation>Compruebe el archivo en otro programa, o guarde el ráster corregido en otro archivo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Corrected layer written: {file}</source>
        <translation>Capa corregida escrita: {file}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>, and {count} more in the same folder</source>
        <translation>
            <numerusform>, y {count} más en la misma carpeta</numerusform>
            <numerusform>, y {count} más en la misma carpeta</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>The correction was taken back.</source>
        <translation>La corrección se ha deshecho.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <location filename="../../s2m2_qgis/processing/provider.py"/>
        <source>S2M2: SAR and optical</source>
        <translation>S2M2: SAR y óptica</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Set up…</source>
        <translation>Configurar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>“{name}” was removed, so the match was stopped.</source>
        <translation>«{name}» se quitó, así que el emparejamiento se detuvo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Add it again and press Match.</source>
        <translation>Añádala de nuevo y pulse Emparejar.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>No program was found that opens “{file}”.</source>
        <translation>No se encontró ningún programa que abra «{file}».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Open it yourself.</source>
        <translation>Ábralo usted.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The SAR layer</source>
        <translation>La capa SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The optical layer</source>
        <translation>La capa óptica</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Swap the two layers</source>
        <translation>Intercambiar las dos capas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>SAR (optical stays)</source>
        <translation>SAR (la óptica queda)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Optical (SAR stays)</source>
        <translation>Óptica (la SAR queda)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>The moving layer is the layer that is corrected. Choose the layer whose position you trust less.</source>
        <translation>La capa móvil es la que se corrige. Elija la capa en cuya posición confía menos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>The matcher. “Structure” compares edges and needs no trained model.</source>
        <translation>El método de emparejar. «Estructura» compara bordes y no necesita modelo entrenado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Models…: view, import, export, rename, annotate or remove models.</source>
        <translation>Modelos…: ver, importar, exportar, renombrar, anotar o quitar modelos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Show an earlier match, to check, refit or correct by it.</source>
        <translation>Muestra un emparejamiento anterior, para revisarlo, reajustarlo o corregir según él.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Fine-tune…</source>
        <translation>Afinar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Adapt a trained model to your own scenes while you continue to work.</source>
        <translation>Adapta un modelo entrenado a sus propias escenas mientras usted sigue trabajando.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Python environment, default search radius, results folder</source>
        <translation>Entorno de Python, radio de búsqueda predeterminado, carpeta de resultados</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Open the settings, which say what is downloaded before anything is.</source>
        <translation>Abre los ajustes, que dicen qué se descargará antes de hacerlo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>&amp;Match</source>
        <translation>Empare&amp;jar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Measure the displacement between the moving layer and the reference.</source>
        <translation>Mide el desplazamiento entre la capa móvil y la referencia.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Ca&amp;ncel</source>
        <translation>Ca&amp;ncelar</translation>
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
        <translation>Ó&amp;ptica</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Mo&amp;ves</source>
        <translation>Mó&amp;vil</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Search radi&amp;us</source>
        <translation>&amp;Radio</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Mo&amp;del</source>
        <translation>Mo&amp;delo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>&amp;Limit to</source>
        <translation>&amp;Limitar a</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>Draw a box on the map, around the ground to match.</source>
        <translation>Dibuje en el mapa un rectángulo alrededor del terreno que se empareja.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>Choose the layer of polygons under “Limit to”.</source>
        <translation>Elija en «Limitar a» la capa de polígonos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>“{name}” has no polygons.</source>
        <translation>«{name}» no tiene polígonos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The whole overlap</source>
        <translation>Todo el solape</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>What the map shows</source>
        <translation>Lo que muestra el mapa</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A box on the map…</source>
        <translation>Un rectángulo en el mapa…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Polygons of a layer</source>
        <translation>Polígonos de una capa</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Where to match</source>
        <translation>Dónde emparejar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Where the layers are matched. The correction holds for all of the moving layer.</source>
        <translation>Dónde se emparejan las capas. La corrección vale para toda la capa móvil.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The layer whose polygons are matched</source>
        <translation>La capa cuyos polígonos se emparejan</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Drag a box on the map; choose this again to draw another one.</source>
        <translation>Arrastre un rectángulo en el mapa; elija esto de nuevo para dibujar otro.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Only its {count} selected polygons.</source>
        <extracomment>Where the number is 1, the English text is: Only its selected polygon.</extracomment>
        <translation>
            <numerusform>Solo su polígono seleccionado.</numerusform>
            <numerusform>Solo sus {count} polígonos seleccionados.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>All of its polygons, since none is selected.</source>
        <translation>Todos sus polígonos, porque ninguno está seleccionado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Advanced</source>
        <translation>Avanzado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The layer whose ground is left out</source>
        <translation>La capa cuyo terreno se deja fuera</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Clouds, water or anything else that must not be matched: polygons (the selected ones, if there are any), or a raster that is not zero there. Of a Sentinel-2 scene classification (SCL), clouds and their shadows are left out.</source>
        <translation>Nubes, agua o lo que no deba emparejarse: polígonos (los seleccionados, si los hay), o un ráster que allí no sea cero. De una clasificación de escena de Sentinel-2 (SCL) se dejan fuera las nubes y sus sombras.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Pixels between neighbouring tie points. Fewer pixels give more tie points.</source>
        <translation>Píxeles entre puntos de enlace vecinos. Menos píxeles dan más puntos de enlace.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Processor</source>
        <translation>Procesador</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>GPU de NVIDIA (CUDA)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>What computes. Automatic takes the GPU where PyTorch can use one.</source>
        <translation>Lo que calcula. Automático toma la GPU donde PyTorch puede usar una.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A raster of heights</source>
        <translation>Un ráster de alturas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A digital elevation model in metres. If given, the result says whether the residuals depend on height, as they do in images without terrain correction.</source>
        <translation>Un modelo digital de elevaciones en metros. Si se da, el resultado dice si los residuos dependen de la altura, como en imágenes sin corrección del relieve.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>No limit</source>
        <translation>Sin límite</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The largest CE90 that you accept. A match above it gets a warning, and is not unreliable for that.</source>
        <translation>El mayor CE90 que usted acepta. Un emparejamiento por encima recibe un aviso, y no por eso deja de ser fiable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Write the error raster</source>
        <translation>Escribir el ráster de error</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>error.tif: the displacement at each place and its standard deviation, in metres.</source>
        <translation>error.tif: el desplazamiento en cada lugar y su desviación típica, en metros.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Leave out</source>
        <translation>Dejar fuera</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Spacing</source>
        <translation>Separación</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Compute on</source>
        <translation>Calcular en</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>CE90 at most</source>
        <translation>CE90 máximo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Heights</source>
        <translation>Alturas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>Match of “{sar}” and “{optical}” begins: {settings}. Results: {folder}</source>
        <translation>Empieza el emparejamiento de «{sar}» y «{optical}»: {settings}. Resultados: {folder}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>reliable</source>
        <translation>fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>unreliable</source>
        <translation>no fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>Match ended: {verdict}. {shift} {inliers} of {total} tie points agree. {reasons}</source>
        <translation>El emparejamiento ha terminado: {verdict}. {shift} {inliers} de {total} puntos de enlace coinciden. {reasons}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>a CRS of its own</source>
        <translation>un SRC propio</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>{width} by {height} km</source>
        <translation>{width} por {height} km</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>pixels of {size} m</source>
        <translation>píxeles de {size} m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {memory} GB of memory</source>
        <translation>unos {memory} GB de memoria</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {count} s</source>
        <translation>
            <numerusform>alrededor de {count} s</numerusform>
            <numerusform>alrededor de {count} s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {count} min</source>
        <translation>
            <numerusform>alrededor de {count} min</numerusform>
            <numerusform>alrededor de {count} min</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A match is running.</source>
        <translation>Hay un emparejamiento en marcha.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A correction is running.</source>
        <translation>Hay una corrección en marcha.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A refit is running.</source>
        <translation>Hay un reajuste en marcha.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Repair Python…</source>
        <translation>Reparar Python…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Set up Python…</source>
        <translation>Configurar Python…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Looking for the Python environment for matching…</source>
        <translation>Se busca el entorno de Python para emparejar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the environment is damaged. {ailment} Repair it.</source>
        <translation>Listo, pero el entorno está dañado. {ailment} Repárelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the two layers look swapped: the SAR layer seems to be an optical layer.</source>
        <translation>Listo, pero las dos capas parecen intercambiadas: la capa SAR parece una capa óptica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but ONNX Runtime cannot be loaded: the model “structure” is used instead of the trained model.</source>
        <translation>Listo, pero ONNX Runtime no se puede cargar: se usa el modelo «estructura» en lugar del modelo entrenado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the environment is that of another version of S2M2. Update it.</source>
        <translation>Listo, pero el entorno es el de otra versión de S2M2. Actualícelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready to match.</source>
        <translation>Listo para emparejar.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Add a SAR and an optical raster layer to the project.</source>
        <translation>Añada al proyecto una capa ráster SAR y una óptica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Choose the SAR layer.</source>
        <translation>Elija la capa SAR.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Choose the optical layer.</source>
        <translation>Elija la capa óptica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The data of “{name}” cannot be found. Repair the layer&apos;s data source.</source>
        <translation>No se encuentran los datos de «{name}». Repare la fuente de datos de la capa.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>“{name}” is chosen twice. Choose two different layers.</source>
        <translation>«{name}» está elegida dos veces. Elija dos capas distintas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>“{name}” has no coordinate reference system. Set the layer&apos;s CRS first.</source>
        <translation>«{name}» no tiene sistema de referencia de coordenadas. Defina primero el SRC de la capa.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The search radius is 0. Set it to the largest possible misalignment, in metres.</source>
        <translation>El radio de búsqueda es 0. Ponga el mayor desajuste posible, en metros.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The layers do not overlap: they are {gap} apart. Choose layers that show the same ground, or increase the search radius.</source>
        <translation>Las capas no se solapan: están a {gap} una de otra. Elija capas que muestren el mismo terreno, o aumente el radio de búsqueda.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The area under “Limit to” shows no ground that both layers cover. Choose another one.</source>
        <translation>El área de «Limitar a» no muestra terreno que cubran las dos capas. Elija otra.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind}: its accuracy was not measured. {why}</source>
        <translation>{kind}: no se midió su exactitud. {why}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind}: CE90 {ce90}, {share} of the tie points within 1 px. {why}</source>
        <translation>{kind}: CE90 {ce90}, {share} de los puntos de enlace a menos de 1 px. {why}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The shift did not change.</source>
        <translation>El desplazamiento no cambió.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The shift changed by {moved} m, from {was} to {now}.</source>
        <translation>El desplazamiento cambió en {moved} m, de {was} a {now}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>CE90 is {now}, as before.</source>
        <translation>CE90 es {now}, como antes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>CE90 was {was} and is {now}.</source>
        <translation>CE90 era {was} y es {now}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Transform: {now}, before: {was}.</source>
        <translation>Transformación: {now}, antes: {was}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match is still reliable.</source>
        <translation>El emparejamiento sigue siendo fiable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match is still not reliable.</source>
        <translation>El emparejamiento sigue sin ser fiable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match was not reliable and is reliable now.</source>
        <translation>El emparejamiento no era fiable y ahora lo es.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match was reliable and is not reliable any more.</source>
        <translation>El emparejamiento era fiable y ya no lo es.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{length} m to the {direction}</source>
        <translation>{length} m hacia {direction}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>&amp;Refit</source>
        <translation>Reaj&amp;ustar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Make transform, accuracy, verdict, report and gcps.points anew from the tie points as you have checked them, by the method that is chosen under Correct. Nothing is matched again.</source>
        <translation>Rehace transformación, exactitud, veredicto, informe y gcps.points a partir de los puntos de enlace tal como usted los revisó, con el método que se elige en Corregir. Nada se empareja de nuevo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind} was not compared with the others.</source>
        <translation>{kind} no se comparó con los demás.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Correct takes it; Refit gives a verdict on it.</source>
        <translation>Corregir lo toma; Reajustar da un veredicto sobre él.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Refit uses your checks; Correct does so after that.</source>
        <translation>Reajustar usa sus revisiones; después también Corregir.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Check tie &amp;points</source>
        <translation>Rev&amp;isar puntos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Mark on the map which tie points are correct. Refit uses this, and fine-tuning learns from it.</source>
        <translation>Marque en el mapa qué puntos de enlace son correctos. Reajustar lo usa, y el afinado aprende de ello.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Ta&amp;ble</source>
        <translation>&amp;Tabla</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>List the tie points, with views of each, to sort, filter and edit them.</source>
        <translation>Lista los puntos de enlace, con vistas de cada uno, para ordenarlos, filtrarlos y editarlos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>Displacement</source>
        <translation>Desplazamiento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Residual</source>
        <translation>Residuo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>What the arrows on the map show: where each place has to move, or what a transform that was fitted without the tie point leaves of that. The legend says how many times longer they are drawn.</source>
        <translation>Lo que muestran las flechas en el mapa: adónde debe moverse cada lugar, o lo que deja de ello una transformación ajustada sin el punto de enlace. La leyenda dice cuántas veces más largas se dibujan.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Shift at the centre of the overlap, in metres on the ground.</source>
        <translation>Desplazamiento en el centro del solape, en metros sobre el terreno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>In pixels</source>
        <translation>En píxeles</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Shift in pixels of the common grid, on which both layers were matched.</source>
        <translation>Desplazamiento en píxeles de la cuadrícula común en la que se emparejaron las dos capas.</translation>
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
        <translation>Nueve de cada diez puntos de enlace reservados tienen como mucho este residuo.</translation>
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
        <translation>Media cuadrática de los residuos de los puntos de enlace reservados.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <location filename="../../s2m2_qgis/tie_points/table.py"/>
        <source>Tie points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Number of tie points that agree with the transform (inliers).</source>
        <translation>Número de puntos de enlace que concuerdan con la transformación (inliers).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Arro&amp;ws</source>
        <translation>Flec&amp;has</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Reliable</source>
        <translation>Fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Not reliable</source>
        <translation>No fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>not measured</source>
        <translation>no medido</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Zoom to</source>
        <translation>Acercar a</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Results folder</source>
        <translation>Carpeta de resultados</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_dialog.py"/>
        <source>S2M2 settings</source>
        <translation>Ajustes de S2M2</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Find &amp;automatically</source>
        <translation>Buscar &amp;automáticamente</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Use this Python:</source>
        <translation>&amp;Usar este Python:</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Python for matching</source>
        <translation>Python para emparejar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Chec&amp;k</source>
        <translation>&amp;Comprobar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>none: packages are downloaded</source>
        <translation>ninguna: los paquetes se descargan</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>For computers without internet access: a folder with the wheel files of the packages.</source>
        <translation>Para equipos sin internet: una carpeta con los archivos wheel de los paquetes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>that of pip&apos;s settings, or PyPI</source>
        <translation>el de los ajustes de pip, o PyPI</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The address of your organisation&apos;s mirror of PyPI, for example https://mirror.example/simple.</source>
        <translation>La dirección de la réplica de PyPI de su organización, por ejemplo https://mirror.example/simple.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>that of pytorch.org</source>
        <translation>el de pytorch.org</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The address of your organisation&apos;s mirror of PyTorch&apos;s index. Only Linux needs it; Windows and macOS get PyTorch from the package index.</source>
        <translation>La dirección de la réplica del índice de PyTorch de su organización. Solo Linux la necesita; Windows y macOS toman PyTorch del índice de paquetes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>With &amp;PyTorch, for fine-tuning</source>
        <translation>Con P&amp;yTorch, para afinar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching does without PyTorch; fine-tuning needs it. PyTorch can be added later.</source>
        <translation>Emparejar no necesita PyTorch; afinar sí. PyTorch puede añadirse más tarde.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>With Dask, for &amp;matching many pairs</source>
        <translation>Con Dask, para emparejar &amp;muchos pares</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The Processing algorithm “Match many” needs Dask. It can be added later.</source>
        <translation>El algoritmo de procesos «Emparejar muchos» necesita Dask, que se puede añadir después.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Remo&amp;ve environment…</source>
        <translation>&amp;Quitar el entorno…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Measure the environment, and remove it if you agree.</source>
        <translation>Mide el entorno, y lo quita si usted está de acuerdo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Stop</source>
        <translation>D&amp;etener</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Automatic ({m:.0f} m)</source>
        <translation>Automático ({m:.0f} m)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>beside the moving layer</source>
        <translation>junto a la capa móvil</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Every match creates its own folder in this folder.</source>
        <translation>Cada emparejamiento crea su propia carpeta en esta carpeta.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Python environment</source>
        <translation>Entorno de Python</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching runs in a separate Python environment, so that QGIS&apos;s Python does not change.</source>
        <translation>El emparejamiento corre en un entorno de Python aparte, para que el Python de QGIS no cambie.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Wheel folder</source>
        <translation>Carpeta &amp;wheel</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Package inde&amp;x</source>
        <translation>Índice de pa&amp;quetes</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>P&amp;yTorch index</source>
        <translation>&amp;Índice de PyTorch</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>New matches</source>
        <translation>Nuevos emparejamientos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Search &amp;radius</source>
        <translation>&amp;Radio</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Results &amp;folder</source>
        <translation>Carpeta de resu&amp;ltados</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Checking…</source>
        <translation>Se comprueba…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching can run in this Python, but only with the model “structure”: ONNX Runtime or safetensors cannot be loaded.</source>
        <translation>El emparejamiento puede correr en este Python, pero solo con el modelo «estructura»: ONNX Runtime o safetensors no se puede cargar.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching can run in this Python.</source>
        <translation>El emparejamiento puede correr en este Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>the Python Package Index or the index in pip&apos;s settings</source>
        <translation>el Python Package Index o el índice de los ajustes de pip</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>{index}, and from {pytorch_index}</source>
        <translation>{index}, y de {pytorch_index}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Adds {what} to the environment in {folder}.</source>
        <translation>Añade {what} al entorno en {folder}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Makes the environment in {folder} anew; the present one stays until the new one works.</source>
        <translation>Rehace el entorno en {folder}; el actual queda hasta que el nuevo funcione.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Creates an environment in {folder}.</source>
        <translation>Crea un entorno en {folder}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Packages come from the wheel folder, without internet, and need about {disk} MB of disk space.</source>
        <translation>Los paquetes vienen de la carpeta wheel, sin internet, y necesitan unos {disk} MB de disco.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>This downloads about {download} MB from {source} ({packages}) and needs about {disk} MB of disk space.</source>
        <translation>Esto descarga unos {download} MB de {source} ({packages}) y necesita unos {disk} MB de disco.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>A&amp;dd {what}</source>
        <translation>Aña&amp;dir {what}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Re&amp;pair environment</source>
        <translation>Re&amp;parar el entorno</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Update &amp;environment</source>
        <translation>Ac&amp;tualizar el entorno</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Create &amp;environment again</source>
        <translation>&amp;Crear el entorno de nuevo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Create &amp;environment</source>
        <translation>&amp;Crear el entorno</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The environment is ready.</source>
        <translation>El entorno está listo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The environment is ready for matching, but not for all else.</source>
        <translation>El entorno está listo para emparejar, pero no para todo lo demás.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stopped. The environment has not changed.</source>
        <translation>Detenido. El entorno no ha cambiado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stopped. No files remain.</source>
        <translation>Detenido. No quedan archivos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Measuring the environment…</source>
        <translation>Se mide el entorno…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Remove the Python environment?</source>
        <translation>¿Quitar el entorno de Python?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The folder {folder} with {size} MB is removed. Results and models stay. Matching then needs another environment, which can be created here again. Close other QGIS windows that use this one first.</source>
        <translation>Se quita la carpeta {folder} de {size} MB. Los resultados y los modelos quedan. El emparejamiento necesita entonces otro entorno, que puede crearse aquí de nuevo. Cierre antes las otras ventanas de QGIS que lo usen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Removing the environment…</source>
        <translation>Se quita el entorno…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The environment was removed.</source>
        <translation>El entorno se quitó.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stop the set-up?</source>
        <translation>¿Detener la configuración?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Cancel lets it go on. If you stop it, what it has done so far is not kept.</source>
        <translation>Cancelar la deja seguir. Si la detiene, lo hecho hasta ahora no se conserva.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stop the set-up</source>
        <translation>Detener la configuración</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>{first} and {second}</source>
        <translation>{first} y {second}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/shown_match.py"/>
        <source>From a folder…</source>
        <translation>De una carpeta…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/shown_match.py"/>
        <source>Folder of a match</source>
        <translation>Carpeta de un emparejamiento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/task_runner.py"/>
        <source>Cancelling…</source>
        <translation>Se cancela…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/task_runner.py"/>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Starting…</source>
        <translation>Se inicia…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>The file of tie points cannot be written. It may be open in another program, or the disk may be full.</source>
        <translation>El archivo de puntos de enlace no se puede escribir. Quizá está abierto en otro programa, o el disco está lleno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>Click an arrow to confirm it, drag it to its correct place, or right-click to reject it.</source>
        <translation>Haga clic en una flecha para confirmarla, arrástrela a su lugar correcto, o haga clic derecho para rechazarla.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>Repeat the click to undo it. To add a tie point, click beside all arrows: first its place in the moving layer, then where that belongs. Press Esc to finish.</source>
        <translation>Repita el clic para deshacerlo. Para añadir un punto de enlace, haga clic fuera de todas las flechas: primero en su lugar en la capa móvil, y luego adonde corresponde. Esc termina.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} confirmed</source>
        <translation>
            <numerusform>{count} confirmado</numerusform>
            <numerusform>{count} confirmados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} moved</source>
        <translation>
            <numerusform>{count} movido</numerusform>
            <numerusform>{count} movidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} added</source>
        <translation>
            <numerusform>{count} añadido</numerusform>
            <numerusform>{count} añadidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} rejected</source>
        <translation>
            <numerusform>{count} rechazado</numerusform>
            <numerusform>{count} rechazados</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north</source>
        <translation>el norte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north-east</source>
        <translation>el noreste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>east</source>
        <translation>el este</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south-east</source>
        <translation>el sureste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south</source>
        <translation>el sur</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south-west</source>
        <translation>el suroeste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>west</source>
        <translation>el oeste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north-west</source>
        <translation>el noroeste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” is already aligned.</source>
        <translation>«{name}» ya está alineada.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” is already aligned: what was measured, {length} m, is below half a pixel and below CE90, {ce90} m.</source>
        <translation>«{name}» ya está alineada: lo medido, {length} m, es menos que medio píxel y que CE90, {ce90} m.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how}.</source>
        <translation>«{name}» tiene que moverse {how}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how}.</source>
        <translation>Según este emparejamiento, «{name}» tendría que moverse {how}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how} in the middle, and by other amounts elsewhere.</source>
        <translation>«{name}» tiene que moverse {how} en el centro, y otras distancias en otras partes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how} in the middle, and by other amounts elsewhere.</source>
        <translation>Según este emparejamiento, «{name}» tendría que moverse {how} en el centro, y otras distancias en otras partes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how} in the middle, and by {least} m to {most} m over the tie points.</source>
        <translation>«{name}» tiene que moverse {how} en el centro, y de {least} m a {most} m en los puntos de enlace.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how} in the middle, and by {least} m to {most} m over the tie points.</source>
        <translation>Según este emparejamiento, «{name}» tendría que moverse {how} en el centro, y de {least} m a {most} m en los puntos de enlace.</translation>
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
        <translation>{length} hacia {direction} (rumbo {bearing:.0f}°)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m east</source>
        <translation>{m} m al este</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m west</source>
        <translation>{m} m al oeste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m north</source>
        <translation>{m} m al norte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m south</source>
        <translation>{m} m al sur</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px right</source>
        <translation>{px:.2f} px a la derecha</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px left</source>
        <translation>{px:.2f} px a la izquierda</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px down</source>
        <translation>{px:.2f} px abajo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px up</source>
        <translation>{px:.2f} px arriba</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m ({px:.2f} px)</source>
        <translation>{m} m ({px:.2f} px)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{count} of {total} agree ({percent:.0f} %)</source>
        <translation>
            <numerusform>{count} de {total} concuerda ({percent:.0f} %)</numerusform>
            <numerusform>{count} de {total} concuerdan ({percent:.0f} %)</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>CEOS-ARD, {figure} of at most half a pixel ({limit} m)</source>
        <translation>CEOS-ARD, {figure} de medio píxel como máximo ({limit} m)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{figure} of at most {limit} m</source>
        <translation>{figure} de {limit} m como máximo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>met</source>
        <translation>se cumple</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>not met</source>
        <translation>no se cumple</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{what}: {verdict}</source>
        <translation>{what}: {verdict}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>Whether the residuals depend on height could not be tested.</source>
        <translation>No se pudo comprobar si los residuos dependen de la altura.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>The residuals depend on height: {slope} m for each 100 m. That is relief displacement, not misalignment.</source>
        <translation>Los residuos dependen de la altura: {slope} m por cada 100 m. Es un efecto del relieve, no un desajuste.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>The residuals do not depend on height ({slope} m for each 100 m).</source>
        <translation>Los residuos no dependen de la altura ({slope} m por cada 100 m).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Curves of the fine-tuning</source>
        <translation>Curvas del afinado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>steps</source>
        <translation>pasos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Correct within 3 px, on validation ground</source>
        <translation>Correcto a 3 px, en terreno de validación</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Loss</source>
        <translation>Pérdida</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>no values yet</source>
        <translation>aún sin valores</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>base model</source>
        <translation>modelo base</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>The trained model to start from. It does not change.</source>
        <translation>El modelo entrenado del que se parte. No cambia.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Name of the new model: letters a to z, digits, dots, dashes, underscores.</source>
        <translation>Nombre del nuevo modelo: letras a a z, cifras, puntos, guiones, guiones bajos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Longest training time; with little ground, training ends sooner. Aligning the layers, looking for lessons and testing the new model take additional time. The window says how much, once the first block was looked at.</source>
        <translation>Tiempo máximo de entrenamiento; con poco terreno acaba antes. Alinear las capas, buscar lecciones y probar el nuevo modelo llevan más tiempo. La ventana dice cuánto en cuanto se ha mirado el primer bloque.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Start</source>
        <translation>&amp;Empezar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Pairs to learn from</source>
        <translation>Pares de los que aprender</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>The model learns from pairs of layers that show the same ground. Pairs need no labels and need not be aligned. You can continue to use QGIS meanwhile.</source>
        <translation>El modelo aprende de pares de capas que muestran el mismo terreno. Los pares no necesitan etiquetas ni estar alineados. Mientras tanto puede seguir usando QGIS.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Base model</source>
        <translation>Modelo &amp;base</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Name of the new model</source>
        <translation>&amp;Nombre del nuevo modelo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Time for training</source>
        <translation>&amp;Tiempo de entrenamiento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Pause</source>
        <translation>&amp;Pausa</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Stop for now. What has been learned is kept, even if QGIS is closed.</source>
        <translation>Se detiene por ahora. Lo aprendido se conserva, aunque se cierre QGIS.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Cancel…</source>
        <translation>&amp;Cancelar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Stop, and delete what has been learned.</source>
        <translation>Se detiene, y borra lo aprendido.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Resume</source>
        <translation>&amp;Reanudar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Resume the run where it was stopped.</source>
        <translation>Reanuda el afinado donde se detuvo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Use it</source>
        <translation>&amp;Usarlo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Add the new model to your models, and choose it in the dock.</source>
        <translation>Añade el nuevo modelo a sus modelos, y lo elige en el panel.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>{count} pairs</source>
        <extracomment>Where the number is 1, the English text is: one pair</extracomment>
        <translation>
            <numerusform>{count} par</numerusform>
            <numerusform>{count} pares</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>“{name}”, from {model}: {pairs}, {minutes:g} min of training</source>
        <translation>«{name}», a partir de {model}: {pairs}, {minutes:g} min de entrenamiento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Start &amp;again</source>
        <translation>Empezar de &amp;nuevo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Discard…</source>
        <translation>&amp;Descartar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Delete this run, and choose pairs for another run.</source>
        <translation>Borra este afinado; elija después pares para otro.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Delete what has been learned.</source>
        <translation>Borra lo aprendido.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Outcome of the fine-tuning</source>
        <translation>Resultado del afinado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>The new model is better.</source>
        <translation>El nuevo modelo es mejor.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>The new model is not better.</source>
        <translation>El nuevo modelo no es mejor.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>There is no new model.</source>
        <translation>No hay modelo nuevo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Nothing was learned from {pair}: {reason}</source>
        <translation>De {pair} no se aprendió nada: {reason}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was wrong and is now correct.</source>
        <translation>Era incorrecto y ahora es correcto.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was correct and is now wrong.</source>
        <translation>Era correcto y ahora es incorrecto.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was correct and still is.</source>
        <translation>Era correcto y lo sigue siendo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was wrong and still is.</source>
        <translation>Era incorrecto y lo sigue siendo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Error before: {base:.1f} px. Error now: {tuned:.1f} px.</source>
        <translation>Error antes: {base:.1f} px. Error ahora: {tuned:.1f} px.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>its correct place</source>
        <translation>su lugar correcto</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>where it was found before (dashed)</source>
        <translation>donde se hallaba antes (a trazos)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>where it is found now</source>
        <translation>donde se halla ahora</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Examples (templates whose result changed come first; the table shows how often it changes): a template of the SAR layer and, on the optical layer,</source>
        <translation>Ejemplos (primero las plantillas cuyo resultado cambia; la tabla dice cuántas veces cambia): una plantilla de la capa SAR y, sobre la capa óptica,</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/runs.py"/>
        <source>The folder “{folder}” cannot be written to: {reason}.</source>
        <translation>No se puede escribir en la carpeta «{folder}»: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/runs.py"/>
        <source>It is in your QGIS profile. Check that the disk is not full and that you have write permission.</source>
        <translation>Está en su perfil de QGIS. Compruebe que el disco no está lleno y que tiene permiso para escribir.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>S2M2: fine-tune a model</source>
        <translation>S2M2: afinar un modelo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Choose a SAR and an optical layer of the same ground, and press Add pair, or use Add many.</source>
        <translation>Elija una capa SAR y una óptica del mismo terreno y pulse Añadir par, o use Añadir muchos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Give the new model a name of letters a to z, digits, dots, dashes and underscores.</source>
        <translation>Dé al nuevo modelo un nombre de letras a a z, cifras, puntos, guiones y guiones bajos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>A model with the name “{name}” exists. Give the new model another name.</source>
        <translation>Ya existe un modelo con el nombre «{name}». Dé otro nombre al nuevo modelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Looking for models…</source>
        <translation>Se buscan modelos…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>There is no trained model to start from. To import a model, press … next to Model in the dock.</source>
        <translation>No hay modelo entrenado del que partir. Para importar uno, pulse … junto a Modelo en el panel.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Pausing: the current step is completed…</source>
        <translation>Pausa: se termina el paso actual…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stop, and delete what has been learned?</source>
        <translation>¿Detener, y borrar lo aprendido?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>To continue later, pause the run instead.</source>
        <translation>Para continuar más tarde, haga una pausa.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stop and delete</source>
        <translation>Detener y borrar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stopping…</source>
        <translation>Se detiene…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Delete what “{name}” has learned?</source>
        <translation>¿Borrar lo que «{name}» ha aprendido?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This cannot be undone.</source>
        <translation>Esto no se puede deshacer.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Delete</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This run has not ended. Resume or discard it.</source>
        <translation>Este afinado no ha terminado. Reanúdelo o descártelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has ended without a better model. Press “Fine-tune…” in the S2M2 dock to see why.</source>
        <translation>El afinado terminó sin un modelo mejor. Pulse «Afinar…» en el panel S2M2 para ver por qué.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has ended with a better model. Press “Fine-tune…” in the S2M2 dock to use it.</source>
        <translation>El afinado terminó con un modelo mejor. Pulse «Afinar…» en el panel S2M2 para usarlo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>What has been learned is kept. You can resume at any time.</source>
        <translation>Lo aprendido se conserva. Puede reanudarlo en cualquier momento.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has stopped. {reason}</source>
        <translation>El afinado se detuvo. {reason}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Start anyway?</source>
        <translation>¿Empezar de todos modos?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Start</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Paused. What has been learned is kept, even if QGIS is closed.</source>
        <translation>En pausa. Lo aprendido se conserva, aunque se cierre QGIS.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Use the new model</source>
        <translation>Usar el nuevo modelo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>“{name}” has been added to your models and is chosen in the dock. You can choose another model there.</source>
        <translation>«{name}» se añadió a sus modelos y está elegido en el panel. Allí puede elegir otro modelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This run is open in another QGIS window.</source>
        <translation>Este afinado está abierto en otra ventana de QGIS.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/batch.py"/>
        <source>Matching many pairs needs Dask, which the Python at “{python}” lacks.</source>
        <translation>Emparejar muchos pares necesita Dask, que le falta al Python «{python}».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/batch.py"/>
        <source>Add it in the S2M2 settings: tick “With Dask”, and press “Add Dask”.</source>
        <translation>Añádalo en los ajustes de S2M2: marque «Con Dask» y pulse «Añadir Dask».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/calls.py"/>
        <source>Exporting “{name}” to a temporary file</source>
        <translation>Se exporta «{name}» a un archivo temporal</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>Looking at disk and memory</source>
        <translation>Se examinan el disco y la memoria</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>“{name}” cannot be given its coordinate reference system: {reason}.</source>
        <translation>A «{name}» no se le puede dar su sistema de referencia de coordenadas: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>Export the layer to a file with that coordinate reference system.</source>
        <translation>Exporte la capa a un archivo con ese sistema de referencia de coordenadas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>The plugin failed: {error}.</source>
        <translation>El complemento falló: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Please report this sentence.</source>
        <translation>Por favor, comunique esta frase.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Match {sar} and {optical}</source>
        <translation>Emparejar {sar} y {optical}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Refit a match</source>
        <translation>Reajustar un emparejamiento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Prepare a preview</source>
        <translation>Preparar una vista previa</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Correct {name}</source>
        <translation>Corregir {name}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Fine-tune {model} to “{name}”</source>
        <translation>Afinar {model} como «{name}»</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>List models</source>
        <translation>Listar los modelos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Change models</source>
        <translation>Cambiar los modelos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Set up the matching environment</source>
        <translation>Configurar el entorno para emparejar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Measure the matching environment</source>
        <translation>Medir el entorno para emparejar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Remove the matching environment</source>
        <translation>Quitar el entorno para emparejar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/locator.py"/>
        <source>S2M2: match and correct</source>
        <translation>S2M2: emparejar y corregir</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Default (trained)</source>
        <translation>Predeterminado (entrenado)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Structure (untrained)</source>
        <translation>Estructura (sin entrenar)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>It can only be removed or renamed.</source>
        <translation>Solo puede quitarse o renombrarse.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>This model comes with S2M2 and cannot be renamed or removed.</source>
        <translation>Este modelo viene con S2M2 y no puede renombrarse ni quitarse.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>calibrated</source>
        <translation>calibrado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>not calibrated</source>
        <translation>sin calibrar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Your note</source>
        <translation>Su nota</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Created</source>
        <translation>Creado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Confidences</source>
        <translation>Confianzas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>S2M2 models</source>
        <translation>Modelos de S2M2</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>About the model</source>
        <translation>Acerca del modelo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>&amp;Import…</source>
        <translation>&amp;Importar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Install a model file, or a checkpoint of the published S2M2-SAR code.</source>
        <translation>Instala un archivo de modelo, o un checkpoint del código S2M2-SAR publicado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>&amp;Export…</source>
        <translation>&amp;Exportar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Write the model to a file, which can be imported on another computer.</source>
        <translation>Escribe el modelo en un archivo, que puede importarse en otro equipo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Re&amp;name…</source>
        <translation>Re&amp;nombrar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Give the model another name.</source>
        <translation>Da otro nombre al modelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>N&amp;ote…</source>
        <translation>N&amp;ota…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Write a note on the model. It is stored in the model&apos;s file.</source>
        <translation>Escribe una nota sobre el modelo. Se guarda en el archivo del modelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Re&amp;move…</source>
        <translation>&amp;Quitar…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Delete the model&apos;s file.</source>
        <translation>Borra el archivo del modelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Import a model</source>
        <translation>Importar un modelo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Importing {file}…</source>
        <translation>Se importa {file}…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Imported as “{name}”.</source>
        <translation>Importado como «{name}».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Export “{name}”</source>
        <translation>Exportar «{name}»</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Exporting…</source>
        <translation>Se exporta…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Written: {file}</source>
        <translation>Escrito: {file}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>New name of “{name}”:</source>
        <translation>Nuevo nombre de «{name}»:</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Rename</source>
        <translation>Renombrar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>“{old}” is now called “{new}”.</source>
        <translation>«{old}» se llama ahora «{new}».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Renaming…</source>
        <translation>Se renombra…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Note on “{name}”:</source>
        <translation>Nota sobre «{name}»:</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Writing the note…</source>
        <translation>Se escribe la nota…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>The note was written to the model&apos;s file.</source>
        <translation>La nota se escribió en el archivo del modelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Remove the model “{name}”?</source>
        <translation>¿Quitar el modelo «{name}»?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>This deletes its file. Export the model first to keep a copy.</source>
        <translation>Esto borra su archivo. Exporte antes el modelo para conservar una copia.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Removing…</source>
        <translation>Se quita…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Removed “{name}”.</source>
        <translation>«{name}» se quitó.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>{minutes:g} min, {steps} steps</source>
        <translation>{minutes:g} min, {steps} pasos</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/models/history.py"/>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>and {count} more</source>
        <translation>
            <numerusform>y {count} más</numerusform>
            <numerusform>y {count} más</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Base model</source>
        <translation>Modelo base</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Training</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Fine-tuned</source>
        <translation>Afinado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Scenes that it learned from</source>
        <translation>Escenas de las que aprendió</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/library.py"/>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Correct within 3 px, on held-out ground</source>
        <translation>Correcto a 3 px, en terreno reservado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Correct within 3 px, on simulated landscapes</source>
        <translation>Correcto a 3 px, en paisajes simulados</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Neighbouring templates that contradict each other</source>
        <translation>Plantillas vecinas que se contradicen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Measured with {windows} templates in {blocks} places.</source>
        <translation>Medido con {windows} plantillas en {blocks} lugares.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>In {share:.0%} of them the ground looks like your scenes; elsewhere the base model is used.</source>
        <translation>En el {share:.0%} de ellos el terreno se parece a sus escenas; en los demás se usa el modelo base.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Add &amp;many</source>
        <translation>Añadir &amp;muchos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Add pairs from folders, from layer groups, or from earlier matches.</source>
        <translation>Añade pares de carpetas, de grupos de capas o de emparejamientos anteriores.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From a &amp;folder…</source>
        <translation>De una &amp;carpeta…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From &amp;two folders, SAR and optical…</source>
        <translation>De &amp;dos carpetas, SAR y óptica…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From layer &amp;groups…</source>
        <translation>De &amp;grupos de capas…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>&amp;Matched in this project</source>
        <translation>&amp;Emparejadas en este proyecto</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Pairs with their matches: the model learns from the tie points that you checked.</source>
        <translation>Pares con sus emparejamientos: el modelo aprende de los puntos de enlace que usted revisó.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>S&amp;top</source>
        <translation>D&amp;etener</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Stop looking for pairs.</source>
        <translation>Detiene la búsqueda de pares.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>&amp;Left over…</source>
        <translation>&amp;Sobrantes…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Show the rasters without a partner, and why they have none.</source>
        <translation>Muestra los rásteres sin pareja, y por qué no la tienen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with SAR and optical rasters</source>
        <translation>Carpeta con rásteres SAR y ópticos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with the SAR rasters</source>
        <translation>Carpeta con los rásteres SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with the optical rasters</source>
        <translation>Carpeta con los rásteres ópticos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Choose groups whose layers form pairs. Names and bands tell which layers are SAR.</source>
        <translation>Elija grupos cuyas capas formen pares. Los nombres y las bandas dicen qué capas son SAR.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Pairs from layer groups</source>
        <translation>Pares de grupos de capas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No pair of layers in this project has been matched yet.</source>
        <translation>Aún no se ha emparejado ningún par de capas de este proyecto.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Stopped. No pairs were added.</source>
        <translation>Detenido. No se añadieron pares.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Looking for rasters…</source>
        <translation>Se buscan rásteres…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Opening rasters: {number} of {count}</source>
        <translation>Se abren rásteres: {number} de {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Added {count} pairs.</source>
        <extracomment>Where the number is 1, the English text is: Added one pair.</extracomment>
        <translation>
            <numerusform>Se añadió {count} par.</numerusform>
            <numerusform>Se añadieron {count} pares.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No pairs were found.</source>
        <translation>No se encontraron pares.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No rasters were found.</source>
        <translation>No se encontraron rásteres.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>{count} were in the list.</source>
        <translation>
            <numerusform>{count} ya estaba en la lista.</numerusform>
            <numerusform>{count} ya estaban en la lista.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>{count} left over: {reasons}.</source>
        <translation>
            <numerusform>{count} sobrante: {reasons}.</numerusform>
            <numerusform>{count} sobrantes: {reasons}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Left over</source>
        <translation>Sobrantes</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folder_task.py"/>
        <source>Look for pairs in {folder}</source>
        <translation>Buscar pares en {folder}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <source>it cannot be read as a raster</source>
        <translation>no se puede leer como ráster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it has no coordinate reference system</source>
        <translation>no tiene sistema de referencia de coordenadas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it is not georeferenced</source>
        <translation>no está georreferenciado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>All layers of the project</source>
        <translation>Todas las capas del proyecto</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it is a web map; add its pairs one by one</source>
        <translation>es un mapa web; añada sus pares uno a uno</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <source>The table has no column {names}.</source>
        <translation>La tabla no tiene la columna {names}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <source>A table of pairs has the columns id, sar and optical.</source>
        <translation>Una tabla de pares tiene las columnas id, sar y optical.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“{path}” cannot be written: {error}.</source>
        <translation>No se puede escribir «{path}»: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Choose another folder.</source>
        <translation>Elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Add pair</source>
        <translation>&amp;Añadir par</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Add the two layers to the list below.</source>
        <translation>Añade las dos capas a la lista de abajo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Remove the selected pairs from the list. Layers and files are kept.</source>
        <translation>Quita de la lista los pares seleccionados. Las capas y los archivos se conservan.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Choose two different layers: a SAR layer and an optical layer.</source>
        <translation>Elija dos capas distintas: una capa SAR y una óptica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>“{name}” has no coordinate reference system. Set it in the layer&apos;s properties.</source>
        <translation>«{name}» no tiene sistema de referencia de coordenadas. Defínalo en las propiedades de la capa.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>This pair is already in the list.</source>
        <translation>Este par ya está en la lista.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The two layers look swapped: the SAR layer seems to be an optical layer.</source>
        <translation>Las dos capas parecen intercambiadas: la capa SAR parece una capa óptica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>checked tie points: {count}</source>
        <translation>puntos de enlace revisados: {count}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>matched</source>
        <translation>emparejado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Match: {folder}</source>
        <translation>Emparejamiento: {folder}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>neither its name nor its bands show whether it is SAR or optical</source>
        <translation>ni su nombre ni sus bandas muestran si es SAR u óptico</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>the raster that fits it belongs to another pair</source>
        <translation>el ráster que le corresponde pertenece a otro par</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>no optical raster shows its ground</source>
        <translation>ningún ráster óptico muestra su terreno</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>no SAR raster shows its ground</source>
        <translation>ningún ráster SAR muestra su terreno</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>S2M2: match SAR and optical…</source>
        <translation>S2M2: emparejar SAR y óptica…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>S2M2: match and correct SAR and optical layers</source>
        <translation>S2M2: emparejar y corregir capas SAR y ópticas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Match with S2M2…</source>
        <translation>Emparejar con S2M2…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Mosaic for S2M2</source>
        <translation>Mosaico para S2M2</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Match the selected raster layers as one.</source>
        <translation>Emparejar las capas ráster seleccionadas como una sola.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>{name} cannot be “{value}”. It is one of {names}.</source>
        <translation>{name} no puede ser «{value}». Es uno de {names}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>Search radius (metres on the ground)</source>
        <translation>Radio de búsqueda (metros sobre el terreno)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Match folder</source>
        <translation>Carpeta del emparejamiento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>The raster “{source}” cannot be opened. Check that the file exists and is a raster.</source>
        <translation>El ráster «{source}» no se puede abrir. Compruebe que el archivo existe y es un ráster.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>One of these rasters cannot be opened: {sources}. Check that they exist and are rasters.</source>
        <translation>Uno de estos rásteres no se puede abrir: {sources}. Compruebe que existen y son rásteres.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>The folder that a match wrote its results to.</source>
        <translation>La carpeta en la que un emparejamiento escribió sus resultados.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“auto”: the transform that the match chose. “shift” moves the raster without resampling. “similarity”, “affine” and “polynomial” correct rotation, scale and smooth distortion; “tps”, a thin-plate spline, local distortion.</source>
        <translation>«auto»: la transformación que eligió el emparejamiento. «shift» mueve el ráster sin remuestrear. «similarity», «affine» y «polynomial» corrigen rotación, escala y distorsión suave; «tps», una spline de placa delgada, la distorsión local.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Resampling</source>
        <translation>Remuestreo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“auto”: the nearest pixel for classes and masks, cubic for images.</source>
        <translation>«auto»: el píxel más cercano para clases y máscaras, cúbico para imágenes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Pixels of the output</source>
        <translation>Píxeles de la salida</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“own”: the raster&apos;s own pixels, moved; they lie beside those of the reference. “reference”: exactly the reference&apos;s CRS, geotransform and extent, resampled, so that both can be stacked.</source>
        <translation>«own»: los píxeles del propio ráster, movidos; quedan al lado de los de la referencia. «reference»: exactamente el SRC, la geotransformación y la extensión de la referencia, remuestreado, para que ambos puedan apilarse.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Or exactly the pixels of this raster</source>
        <translation>O exactamente los píxeles de este ráster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>If it is set, the output gets the CRS, geotransform and extent of this raster.</source>
        <translation>Si se indica, la salida recibe el SRC, la geotransformación y la extensión de este ráster.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“gtiff”: GeoTIFF. “cog”: cloud-optimised GeoTIFF.</source>
        <translation>«gtiff»: GeoTIFF. «cog»: GeoTIFF optimizado para la nube.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct even if the match is not reliable</source>
        <translation>Corregir aunque el emparejamiento no sea fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Such a match is refused otherwise. Look at its tie points first.</source>
        <translation>Un emparejamiento así se rechaza en otro caso. Mire antes sus puntos de enlace.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct even what was corrected before</source>
        <translation>Corregir incluso lo que ya se corrigió</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>A raster that was corrected already would be moved twice, and is refused otherwise.</source>
        <translation>Un ráster que ya se corrigió se movería dos veces, y se rechaza en otro caso.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{name}” is no file, so its pixels cannot be taken.</source>
        <translation>«{name}» no es un archivo, así que no se pueden tomar sus píxeles.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct a raster</source>
        <translation>Corregir un ráster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Writes a copy of a raster, moved onto the reference by the transform of an earlier match. A pure shift is applied without resampling. A match that is not reliable is refused unless forced.</source>
        <translation>Escribe una copia de un ráster, movida sobre la referencia por la transformación de un emparejamiento anterior. Un desplazamiento puro se aplica sin remuestrear. Un emparejamiento que no es fiable se rechaza, salvo que se fuerce.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Raster to correct (the moving layer)</source>
        <translation>Ráster que se corrige (la capa móvil)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>The moving layer of the match, or another raster that is aligned with it.</source>
        <translation>La capa móvil del emparejamiento, u otro ráster que está alineado con ella.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>A GeoTIFF. It cannot be the raster that is corrected, nor the reference.</source>
        <translation>Un GeoTIFF. No puede ser el ráster que se corrige, ni la referencia.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct many rasters</source>
        <translation>Corregir muchos rásteres</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Writes copies of rasters, moved onto the reference by the transform of an earlier match, as NAME_s2m2.tif into a folder. All of them must have the CRS and the corners of the moving layer; each keeps its data type, mask, bands and overviews. If one cannot be used, none is written.</source>
        <translation>Escribe copias de rásteres, movidas sobre la referencia por la transformación de un emparejamiento anterior, como NAME_s2m2.tif en una carpeta. Todos deben tener el SRC y las esquinas de la capa móvil; cada uno conserva su tipo de datos, máscara, bandas y vistas generales. Si uno no sirve, no se escribe ninguno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Rasters to correct</source>
        <translation>Rásteres que se corrigen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Rasters with the CRS and the corners of the moving layer.</source>
        <translation>Rásteres con el SRC y las esquinas de la capa móvil.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Folder for the corrected rasters</source>
        <translation>Carpeta para los rásteres corregidos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Files there that a correction wrote are replaced, no others.</source>
        <translation>Allí se reemplazan los archivos que escribió una corrección, ningún otro.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Corrected rasters</source>
        <translation>Rásteres corregidos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{folder}” holds no match. Give the folder that a match wrote its results to.</source>
        <translation>«{folder}» no contiene ningún emparejamiento. Indique la carpeta en la que un emparejamiento escribió sus resultados.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{file}” cannot be read as the result of a match: {reason}. Match again.</source>
        <translation>«{file}» no se puede leer como resultado de un emparejamiento: {reason}. Empareje de nuevo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Fine-tune a model</source>
        <translation>Afinar un modelo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Adapts a trained model to pairs of SAR and optical rasters, which nobody needs to have labelled or aligned: the first SAR layer belongs to the first optical one, and so on. MODEL is the new model&apos;s file if it is better than the one before on ground kept apart, else empty; REASON says why. A run that was stopped goes on if it is given the same folder and the same settings.</source>
        <translation>Adapta un modelo entrenado a pares de rásteres SAR y ópticos, que nadie necesita haber etiquetado ni alineado: la primera capa SAR va con la primera óptica, y así sucesivamente. MODEL es el archivo del nuevo modelo si es mejor que el anterior en terreno reservado, si no, vacío; REASON dice por qué. Un afinado detenido sigue si recibe la misma carpeta y los mismos ajustes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Minutes of training</source>
        <translation>Minutos de entrenamiento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>At most; with little ground it ends sooner. Finding out how the layers lie, and trying the new model, take a little more.</source>
        <translation>Como mucho; con poco terreno termina antes. Averiguar cómo están las capas y probar el nuevo modelo lleva algo más.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>The largest misalignment of a pair.</source>
        <translation>El mayor desajuste de un par.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Match folders of the pairs, in the same order</source>
        <translation>Carpetas de emparejamiento de los pares, en el mismo orden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>A line (or, between semicolons, a part) for each pair; empty where there is no match. Pairs with one are not matched again, and the tie points that were checked there are learned from.</source>
        <translation>Una línea (o, entre puntos y comas, una parte) por par; vacía donde no hay emparejamiento. Los pares que lo tienen no se emparejan de nuevo, y se aprende de los puntos de enlace que se revisaron allí.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>SAR layers</source>
        <translation>Capas SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Scenes of the sensor and the ground that the model is to learn.</source>
        <translation>Escenas del sensor y del terreno que el modelo debe aprender.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Optical layers, in the same order</source>
        <translation>Capas ópticas, en el mismo orden</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>One for each SAR layer, of the same ground.</source>
        <translation>Una por cada capa SAR, del mismo terreno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Name of the new model</source>
        <translation>Nombre del nuevo modelo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Up to 64 letters a to z, digits, dots, hyphens and underscores.</source>
        <translation>Hasta 64 letras a a z, cifras, puntos, guiones y guiones bajos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Folder of the run</source>
        <translation>Carpeta del afinado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>What was learned is kept there. With the same folder and settings, a stopped run goes on.</source>
        <translation>Allí se conserva lo aprendido. Con la misma carpeta y los mismos ajustes, un afinado detenido sigue.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Base model, a trained one</source>
        <translation>Modelo base, uno entrenado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>New model&apos;s file, or empty</source>
        <translation>Archivo del nuevo modelo, o vacío</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Whether there is a better model</source>
        <translation>Si hay un modelo mejor</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Why, or why not</source>
        <translation>Por qué, o por qué no</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>{sars} SAR and {opticals} optical layers are given. Give as many of the one as of the other.</source>
        <translation>Se indican {sars} capas SAR y {opticals} capas ópticas. Indique tantas de unas como de otras.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>{folders} match folders are given for {pairs} pairs.</source>
        <translation>Se indican {folders} carpetas de emparejamiento para {pairs} pares.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>There is no better model.</source>
        <translation>No hay modelo mejor.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Masks: ground to leave out</source>
        <translation>Máscaras: terreno que se deja fuera</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Clouds, water or anything else that must not be matched: polygons, or rasters that are not zero there. Of a scene classification of Sentinel-2 (SCL), clouds and their shadows are left out.</source>
        <translation>Nubes, agua o lo que no deba emparejarse: polígonos, o rásteres que allí no sean cero. De una clasificación de escena de Sentinel-2 (SCL) se dejan fuera las nubes y sus sombras.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Cutline: polygons of the ground to match</source>
        <translation>Línea de corte: polígonos del terreno que se empareja</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Tie points are placed only inside these polygons, as the moving layer shows the ground.</source>
        <translation>Los puntos de enlace se ponen solo dentro de estos polígonos, tal como la capa móvil muestra el terreno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Values of raster masks to leave out</source>
        <translation>Valores de máscaras ráster que se dejan fuera</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Integers, with commas between them, for example 3,8,9,10. All but zero if not set.</source>
        <translation>Enteros con comas entre ellos, por ejemplo 3,8,9,10. Todos menos cero si no se indica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>“{text}” are not integers with commas between them, for example 3,8,9,10.</source>
        <translation>«{text}» no son enteros con comas entre ellos, por ejemplo 3,8,9,10.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>One of these masks cannot be opened: {sources}. Check that they exist.</source>
        <translation>Una de estas máscaras no se puede abrir: {sources}. Compruebe que existen.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Match SAR and optical</source>
        <translation>Emparejar SAR y óptica</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Finds tie points between a SAR and an optical raster of the same ground, and by how much the moving layer has to be shifted to lie on the reference. Writes result.json, tie_points.gpkg, heatmap.tif, gcps.points and report.html. STATUS is “unreliable”, with a warning, where the result is not to be trusted.</source>
        <translation>Halla puntos de enlace entre un ráster SAR y uno óptico del mismo terreno, y cuánto hay que mover la capa móvil para que quede sobre la referencia. Escribe result.json, tie_points.gpkg, heatmap.tif, gcps.points y report.html. STATUS es «unreliable», con una advertencia, donde no hay que fiarse del resultado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The largest misalignment to look for.</source>
        <translation>El mayor desajuste que se busca.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Pixels between tie points</source>
        <translation>Píxeles entre puntos de enlace</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Chosen from the size of the overlap if not set.</source>
        <translation>Se elige según el tamaño del solape si no se indica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Extent to match</source>
        <translation>Extensión que se empareja</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>All of the overlap if not set.</source>
        <translation>Todo el solape si no se indica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>SAR layer</source>
        <translation>Capa SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Optical layer</source>
        <translation>Capa óptica</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A radar image. Rasters with several bands are matched by the bands that suit best.</source>
        <translation>Una imagen de radar. Los rásteres con varias bandas se emparejan por las bandas que mejor sirven.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>An optical image of the same ground.</source>
        <translation>Una imagen óptica del mismo terreno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Moving layer, to be corrected</source>
        <translation>Capa móvil, que se corrige</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>“sar” or “optical”: the layer whose position you trust less. The other one is the reference.</source>
        <translation>«sar» u «optical»: la capa en cuya posición confía menos. La otra es la referencia.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Load tie points and heatmap when done</source>
        <translation>Cargar puntos de enlace y mapa de calor al terminar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>They are added to the project with their styles.</source>
        <translation>Se añaden al proyecto con sus estilos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>All results are written there, and s2m2:correct takes it.</source>
        <translation>Todos los resultados se escriben allí, y s2m2:correct la toma.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Replace a match that was checked</source>
        <translation>Reemplazar un emparejamiento revisado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A match folder whose tie points somebody has checked is refused otherwise: the checks would be lost.</source>
        <translation>Una carpeta de emparejamiento cuyos puntos de enlace alguien revisó se rechaza en otro caso: las revisiones se perderían.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>error.tif: the displacement to the east and to the north at each place, and its standard deviation, in metres.</source>
        <translation>error.tif: el desplazamiento hacia el este y hacia el norte en cada lugar, y su desviación típica, en metros.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Largest CE90 that you accept (metres)</source>
        <translation>Mayor CE90 que usted acepta (metros)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A match above it gets a warning. It is not called unreliable for that.</source>
        <translation>Un emparejamiento por encima recibe un aviso. No por eso deja de ser fiable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Heights (DEM, metres)</source>
        <translation>Alturas (MDE, metros)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>If given, the report says whether the residuals depend on height, as without terrain correction.</source>
        <translation>Si se dan, el informe dice si los residuos dependen de la altura, como sin corrección del relieve.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Heatmap</source>
        <translation>Mapa de calor</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Error raster</source>
        <translation>Ráster de error</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>RMSE (metres)</source>
        <translation>RMSE (metros)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Match many</source>
        <translation>Emparejar muchos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Matches all pairs that a manifest, a table or two folders name, several at a time. RESULTS is a layer with the footprint, the verdict and the shift of each pair; its action “Open the pair&apos;s report” opens the report of the pair that is clicked. A batch that was cancelled or killed goes on if it is given the same folder: what is done is not done again.</source>
        <translation>Empareja todos los pares que nombran un manifiesto, una tabla o dos carpetas, varios a la vez. RESULTS es una capa con la huella, el veredicto y el desplazamiento de cada par; su acción «Abrir el informe del par» abre el informe del par en el que se hace clic. Un lote cancelado o interrumpido continúa si se le da la misma carpeta: lo que está hecho no se repite.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Moving layers, to be corrected</source>
        <translation>Capas móviles, que se corrigen</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“sar” or “optical”: the layers whose positions you trust less, where a table says nothing else.</source>
        <translation>«sar» u «optical»: las capas de cuya posición se fía menos, donde una tabla no diga otra cosa.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Correct the moving layers of reliable matches</source>
        <translation>Corregir las capas móviles de los emparejamientos fiables</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The corrected rasters lie in the folder of their pair.</source>
        <translation>Los rásteres corregidos están en la carpeta de su par.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of all results</source>
        <translation>Carpeta de todos los resultados</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>It has a folder for each pair, a table and a report. Its results are used in the next run.</source>
        <translation>Tiene una carpeta para cada par, una tabla y un informe. Sus resultados se usan en la siguiente ejecución.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs with their verdicts</source>
        <translation>Pares con su veredicto</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs</source>
        <translation>Pares</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Reliable pairs</source>
        <translation>Pares fiables</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs that are not reliable</source>
        <translation>Pares no fiables</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs that failed</source>
        <translation>Pares que fallaron</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Manifest file</source>
        <translation>Archivo de manifiesto</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Manifests</source>
        <translation>Manifiestos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>A CSV or Parquet file with the columns id, sar and optical, or a collection of STAC items. Give a manifest, a table, or two folders.</source>
        <translation>Un archivo CSV o Parquet con las columnas id, sar y optical, o una colección de ítems STAC. Dé un manifiesto, una tabla o dos carpetas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Table of pairs</source>
        <translation>Tabla de pares</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>A layer or table with the columns id, sar and optical, and others of a manifest. Others do not count.</source>
        <translation>Una capa o tabla con las columnas id, sar y optical, y otras de un manifiesto. Las demás no cuentan.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of SAR rasters</source>
        <translation>Carpeta de rásteres SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of optical rasters</source>
        <translation>Carpeta de rásteres ópticos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Rasters whose names are equal without words such as SAR and optical are a pair, and then those that overlap most. Subfolders count.</source>
        <translation>Los rásteres cuyos nombres son iguales sin palabras como SAR y optical forman un par, y después los que más se solapan. Las subcarpetas cuentan.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs at a time</source>
        <translation>Pares a la vez</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>One for each core of the processor if it is not set.</source>
        <translation>Uno por núcleo del procesador si no se indica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Times that a failed pair is tried again</source>
        <translation>Veces que se reintenta un par que falló</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Only where the failure may have been chance: a server, a lack of memory, a full disk.</source>
        <translation>Solo donde el fallo pudo ser casual: un servidor, falta de memoria, un disco lleno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Go on when a pair fails</source>
        <translation>Seguir cuando falle un par</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Without it, pairs that cannot be matched are listed, and nothing begins.</source>
        <translation>Sin esto, los pares que no se pueden emparejar se listan, y no empieza nada.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Adjust the shifts of all pairs together</source>
        <translation>Ajustar juntos los desplazamientos de todos los pares</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>For images that occur in several pairs: each gets one correction, and wrong pairs show.</source>
        <translation>Para imágenes que están en varios pares: cada una recibe una corrección, y se ven los pares erróneos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Match all pairs again</source>
        <translation>Emparejar otra vez todos los pares</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Also those that are done with the same inputs and settings.</source>
        <translation>También los que están hechos con las mismas entradas y los mismos ajustes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Show the results on the map, from the first pair on</source>
        <translation>Mostrar los resultados en el mapa desde el primer par</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The layer grows while the batch runs.</source>
        <translation>La capa crece mientras avanza el lote.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: property that is equal for both items</source>
        <translation>STAC: propiedad igual en ambos ítems</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as grid:code. A collection of STAC items needs all four of these.</source>
        <translation>Por ejemplo grid:code. Una colección de ítems STAC necesita estas cuatro indicaciones.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: days that may lie between the items</source>
        <translation>STAC: días que puede haber entre los ítems</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The nearest in time is taken, if it is not further away.</source>
        <translation>Se toma el más cercano en el tiempo, si no está más lejos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: asset of SAR items</source>
        <translation>STAC: recurso de los ítems SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as vv. Items that have it are SAR.</source>
        <translation>Por ejemplo vv. Los ítems que lo tienen son SAR.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: asset of optical items</source>
        <translation>STAC: recurso de los ítems ópticos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as B04. Items that have it are optical.</source>
        <translation>Por ejemplo B04. Los ítems que lo tienen son ópticos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Give one of these: a manifest, a table of pairs, or two folders.</source>
        <translation>Dé uno de estos: un manifiesto, una tabla de pares o dos carpetas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Cancelled. What was finished is kept, and is used in the next run.</source>
        <translation>Cancelado. Lo terminado se conserva y se usa en la siguiente ejecución.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The table of pairs cannot be read.</source>
        <translation>No se puede leer la tabla de pares.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{name} is left out: {reason}.</source>
        <translation>{name} se deja fuera: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{number} more rasters are left out.</source>
        <translation>Se dejan fuera {number} rásteres más.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>No pair was found in these folders.</source>
        <translation>No se encontró ningún par en estas carpetas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“{folder}” is not empty, and no batch wrote it.</source>
        <translation>«{folder}» no está vacía, y ningún lote la escribió.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{pairs} pairs: {reliable} reliable, {unreliable} not reliable, {failed} failed, {waiting} not begun.</source>
        <translation>{pairs} pares: {reliable} fiables, {unreliable} no fiables, {failed} fallaron, {waiting} no empezaron.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Shift to the east (metres)</source>
        <translation>Desplazamiento hacia el este (metros)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Shift to the north (metres)</source>
        <translation>Desplazamiento hacia el norte (metros)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>CE90 (metres)</source>
        <translation>CE90 (metros)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Inliers among the tie points</source>
        <translation>Inliers entre los puntos de enlace</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Kind of transform</source>
        <translation>Tipo de transformación</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Status: reliable or unreliable</source>
        <translation>Estado: fiable (reliable) o no fiable (unreliable)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Why it is not reliable, or empty</source>
        <translation>Por qué no es fiable, o vacío</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>A name in the list of models. Scripts may also give the path of a model file.</source>
        <translation>Un nombre de la lista de modelos. Los scripts también pueden dar la ruta de un archivo de modelo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>Model file, in place of a model of the list</source>
        <translation>Archivo de modelo, en lugar de un modelo de la lista</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>A model that is not in the list of models; it counts if it is given.</source>
        <translation>Un modelo que no está en la lista de modelos; cuenta si se indica.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Makes transform, accuracy, verdict, report and gcps.points of an earlier match anew from its tie points, as you have checked them, without matching again. Rejected tie points are left out; confirmed, moved and added ones weigh more. STATUS is “unreliable”, with a warning, where the result is not to be trusted.</source>
        <translation>Rehace transformación, exactitud, veredicto, informe y gcps.points de un emparejamiento anterior a partir de sus puntos de enlace, tal como usted los revisó, sin emparejar de nuevo. Los puntos de enlace rechazados se dejan fuera; los confirmados, movidos y añadidos pesan más. STATUS es «unreliable», con una advertencia, donde no hay que fiarse del resultado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>The folder that a match wrote its results to. Its files are written anew.</source>
        <translation>La carpeta en la que un emparejamiento escribió sus resultados. Sus archivos se escriben de nuevo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>“auto” takes the kind of transform that the tie points support best.</source>
        <translation>«auto» toma el tipo de transformación que mejor apoyan los puntos de enlace.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Control points of the Georeferencer</source>
        <translation>Puntos de control del Georreferenciador</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>A .points file for the moving layer. Its points confirm, move or reject the tie points at their places; the others are added to the tie points. They are kept as checks.</source>
        <translation>Un archivo .points para la capa móvil. Sus puntos confirman, mueven o rechazan los puntos de enlace en sus lugares; los demás se añaden a los puntos de enlace. Se conservan como revisiones.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>Residual after the transform</source>
        <translation>Residuo después de la transformación</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>{what}, true length</source>
        <translation>{what}, longitud verdadera</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>{what}, drawn {times} times as long</source>
        <translation>{what}, dibujado {times} veces más largo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Failed</source>
        <translation>Falló</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Open the pair&apos;s report</source>
        <translation>Abrir el informe del par</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>not reliable</source>
        <translation>no fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>failed</source>
        <translation>falló</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrected_layer.py"/>
        <source>{name} (corrected)</source>
        <translation>{name} (corregida)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” could not be removed: {reason}.</source>
        <translation>No se pudo eliminar «{file}»: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays: there was a file of that name before, whose content was replaced.</source>
        <translation>«{file}» se queda: ya había un archivo con ese nombre, cuyo contenido se sustituyó.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because it was changed after it was written.</source>
        <translation>«{file}» se queda, porque se modificó después de escribirse.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays with its layer, because a later match is of it.</source>
        <translation>«{file}» se queda con su capa, porque un emparejamiento posterior se refiere a ella.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because another layer reads it.</source>
        <translation>«{file}» se queda, porque otra capa lo lee.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because the project was saved with it.</source>
        <translation>«{file}» se queda, porque el proyecto se guardó con él.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/kept_results.py"/>
        <source>The results in “{folder}” could not be moved and will be lost when QGIS is closed: {reason}.</source>
        <translation>Los resultados en «{folder}» no se pudieron mover y se perderán cuando se cierre QGIS: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” is read with {factor:.1f} times larger pixels, because the area is large.</source>
        <translation>«{name}» se lee con píxeles {factor:.1f} veces mayores, porque el área es grande.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” has no data in the area that is needed.</source>
        <translation>«{name}» no tiene datos en el área que se necesita.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Choose layers that show the same ground.</source>
        <translation>Elija capas que muestren el mismo terreno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” is a web map, and the area is too large to ask its server for it.</source>
        <translation>«{name}» es un mapa web, y la zona es demasiado grande para pedirla a su servidor.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Choose a smaller area, or a file as the layer.</source>
        <translation>Elija una zona más pequeña, o un archivo como capa.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>QGIS reports error {number}</source>
        <translation>QGIS informa del error {number}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>The server of “{name}” has sent no picture of the area.</source>
        <translation>El servidor de «{name}» no ha enviado ninguna imagen de la zona.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Look whether the layer is drawn on the map there. The server may be down, or refuse you.</source>
        <translation>Mire si la capa se dibuja allí en el mapa. Puede que el servidor no responda o lo rechace.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>The server of “{name}” has sent no picture for {percent} % of the area, which is not matched.</source>
        <translation>El servidor de «{name}» no ha enviado imagen para el {percent} % de la zona, que no se empareja.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” could not be written to a temporary file: {reason}.</source>
        <translation>«{name}» no se pudo escribir en un archivo temporal: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Check that the layer is drawn on the map and that the disk is not full.</source>
        <translation>Compruebe que la capa se dibuja en el mapa y que el disco no está lleno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/live_tie_points.py"/>
        <source>Tie points so far (confidence)</source>
        <translation>Puntos de enlace hasta ahora (confianza)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mask_files.py"/>
        <source>“{name}” cannot be used here: it is not a raster file with this CRS. Export it (Layer &gt; Save As).</source>
        <translation>«{name}» no se puede usar aquí: no es un archivo ráster con este SRC. Exporte la capa (Capa &gt; Guardar como).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mask_files.py"/>
        <source>“{name}” cannot be used as a mask: {reason}.</source>
        <translation>«{name}» no puede usarse como máscara: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/match_group.py"/>
        <source>Tie points (confidence)</source>
        <translation>Puntos de enlace (confianza)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/match_group.py"/>
        <source>Heatmap (probability)</source>
        <translation>Mapa de calor (probabilidad)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{folder}” holds no match. Choose a folder that a match wrote its results to.</source>
        <translation>«{folder}» no contiene ningún emparejamiento. Elija una carpeta en la que un emparejamiento escribió sus resultados.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{file}” cannot be read as the result of a match: {reason}.</source>
        <translation>«{file}» no se puede leer como resultado de un emparejamiento: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{name}” has no tie points any more.</source>
        <translation>«{name}» ya no tiene puntos de enlace.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>Select two or more raster layers that are to be matched as one.</source>
        <translation>Seleccione al menos dos capas ráster que se emparejen como una sola.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>“{name}” has another CRS, other bands or another data type than “{first}”.</source>
        <translation>«{name}» tiene otro SRC, otras bandas u otro tipo de datos que «{first}».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>QGIS cannot open it</source>
        <translation>QGIS no puede abrirlo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>The mosaic cannot be written into “{folder}”: {reason}.</source>
        <translation>No se puede escribir el mosaico en «{folder}»: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>GDAL gives no reason</source>
        <translation>GDAL no da ninguna razón</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/checked_points.py"/>
        <source>“{name}” is being edited. Save its edits or discard them first.</source>
        <translation>«{name}» se está editando. Guarde o descarte antes sus cambios.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/checked_points.py"/>
        <source>“{name}” cannot be written to, so its tie points cannot be checked.</source>
        <translation>No se puede escribir en «{name}», así que sus puntos de enlace no se pueden revisar.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Confirm {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Confirm a tie point</extracomment>
        <translation>
            <numerusform>Confirmar un punto de enlace</numerusform>
            <numerusform>Confirmar {count} puntos de enlace</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Reject {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Reject a tie point</extracomment>
        <translation>
            <numerusform>Rechazar un punto de enlace</numerusform>
            <numerusform>Rechazar {count} puntos de enlace</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Take back the checks of {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Take back a check</extracomment>
        <translation>
            <numerusform>Retirar una revisión</numerusform>
            <numerusform>Retirar las revisiones de {count} puntos de enlace</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Move a tie point</source>
        <translation>Mover un punto de enlace</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Add a tie point</source>
        <translation>Añadir un punto de enlace</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>You added this tie point. Drag it to move it, or right-click to remove it.</source>
        <translation>Usted añadió este punto de enlace. Arrástrelo para moverlo, o haga clic derecho para quitarlo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>The match found no displacement here that you could confirm. Drag the point to its correct place.</source>
        <translation>El emparejamiento no halló aquí ningún desplazamiento que pudiera confirmar. Arrastre el punto a su lugar correcto.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>A tie point begins here in the moving layer. Click where this place belongs, as the reference shows it. Right-click or press Esc to drop it.</source>
        <translation>Aquí empieza un punto de enlace en la capa móvil. Haga clic donde corresponde este lugar, como lo muestra la referencia. El clic derecho o Esc lo abandona.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Moving</source>
        <translation>Móvil</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>The place in the moving layer. The wheel zooms.</source>
        <translation>El lugar en la capa móvil. La rueda acerca y aleja.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Reference (click to place)</source>
        <translation>Referencia (clic para situar)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Where this place belongs. Click it in the reference, and the tie point moves there. The wheel zooms.</source>
        <translation>Dónde corresponde este lugar. Haga clic en él en la referencia, y el punto de enlace se mueve allí. La rueda acerca y aleja.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>How probable each place is. The ellipse holds nine of ten errors, if the match is right.</source>
        <translation>Cuán probable es cada lugar. La elipse contiene nueve de cada diez errores, si el emparejamiento es correcto.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>used</source>
        <translation>usado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>not used</source>
        <translation>no usado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>confirmed</source>
        <translation>confirmado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>moved</source>
        <translation>movido</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>added</source>
        <translation>añadido</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>rejected</source>
        <translation>rechazado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>agrees</source>
        <translation>concuerda</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>outlier</source>
        <translation>atípico</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>not matched</source>
        <translation>sin hallar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Use</source>
        <translation>Usar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>No.</source>
        <translation>N.º</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Residual m</source>
        <translation>Residuo m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Confidence</source>
        <translation>Confianza</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>East m</source>
        <translation>Este m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>North m</source>
        <translation>Norte m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Ticked tie points count when the transform is fitted. The space bar ticks the selected rows.</source>
        <translation>Los puntos de enlace marcados cuentan cuando se ajusta la transformación. La barra espaciadora marca las filas seleccionadas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Number of the tie point in its file.</source>
        <translation>Número del punto de enlace en su archivo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>What a transform that was fitted without this tie point leaves of its displacement, in metres.</source>
        <translation>Lo que deja de su desplazamiento una transformación ajustada sin este punto de enlace, en metros.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How sure the match is of this tie point.</source>
        <translation>Cuán seguro está el emparejamiento de este punto de enlace.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How far the place has to move along the CRS&apos;s first axis, in metres on the ground.</source>
        <translation>Cuánto tiene que moverse el lugar a lo largo del primer eje del SRC, en metros sobre el terreno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How far the place has to move along the CRS&apos;s second axis, in metres on the ground.</source>
        <translation>Cuánto tiene que moverse el lugar a lo largo del segundo eje del SRC, en metros sobre el terreno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Your check, or whether the tie point agrees with the transform.</source>
        <translation>Su revisión, o si el punto de enlace concuerda con la transformación.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>S2M2: tie points</source>
        <translation>S2M2: puntos de enlace</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>All tie points</source>
        <translation>Todos los puntos de enlace</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Those that agree</source>
        <translation>Los que concuerdan</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Outliers</source>
        <translation>Atípicos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Checked</source>
        <translation>Revisados</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Not matched</source>
        <translation>Sin hallar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Which tie points are listed</source>
        <translation>Qué puntos de enlace se listan</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Share of the tie points to drop</source>
        <translation>Parte de los puntos de enlace que se descarta</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Drop the worst</source>
        <translation>Descartar los peores</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Reject this share of the tie points that agree: those with the largest residuals.</source>
        <translation>Rechaza esta parte de los puntos de enlace que concuerdan: los de mayores residuos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Map follows</source>
        <translation>El mapa sigue</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>The map shows the current tie point.</source>
        <translation>El mapa muestra el punto de enlace actual.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Refit at once</source>
        <translation>Reajustar al momento</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Each change makes transform, accuracy and verdict anew.</source>
        <translation>Cada cambio rehace transformación, exactitud y veredicto.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Use, or leave out</source>
        <translation>Usar, o dejar fuera</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Take back the check</source>
        <translation>Retirar la revisión</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>The largest misalignment to look for, in metres on the ground. A larger radius takes longer.</source>
        <translation>El mayor desajuste que se busca, en metros sobre el terreno. Un radio mayor tarda más.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>a few seconds left</source>
        <translation>quedan unos segundos</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>about {count} s left</source>
        <translation>
            <numerusform>quedan unos {count} s</numerusform>
            <numerusform>quedan unos {count} s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>about {count} min left</source>
        <translation>
            <numerusform>queda alrededor de {count} min</numerusform>
            <numerusform>quedan unos {count} min</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>exit status {s}</source>
        <translation>estado de salida {s}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>the file of {package} is not the one that S2M2 was released with</source>
        <translation>el archivo de {package} no es aquel con el que se publicó S2M2</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>It was not installed. The index or the folder holds another file under this name; tell who manages it.</source>
        <translation>No se instaló. El índice o la carpeta contiene otro archivo con este nombre; dígaselo a quien lo gestiona.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Check QGIS&apos;s proxy under Settings &gt; Options &gt; Network, or “proxy” in pip&apos;s settings.</source>
        <translation>Compruebe el proxy de QGIS en Configuración &gt; Opciones &gt; Red, o «proxy» en los ajustes de pip.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Free disk space for the QGIS profile, and try again.</source>
        <translation>Libere espacio en el disco del perfil de QGIS, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Use a QGIS profile in a folder whose path does not contain this character.</source>
        <translation>Use un perfil de QGIS en una carpeta cuya ruta no contenga este carácter.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Check the permissions of the profile&apos;s folder, and whether an antivirus program blocks it.</source>
        <translation>Compruebe los permisos de la carpeta del perfil, y si un antivirus la bloquea.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The proxy wants a user name and a password.</source>
        <translation>El proxy pide un nombre de usuario y una contraseña.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Pip cannot use a SOCKS proxy. Use an HTTP proxy, or install from a folder of wheels.</source>
        <translation>Pip no puede usar un proxy SOCKS. Use un proxy HTTP, o instale desde una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>A proxy or antivirus program may replace certificates. Add its certificate authority in QGIS under Settings &gt; Options &gt; Authentication, or name it as “cert” in pip&apos;s settings.</source>
        <translation>Un proxy o un antivirus quizá sustituye los certificados. Añada su autoridad de certificación en QGIS en Configuración &gt; Opciones &gt; Autenticación, o nómbrela como «cert» en los ajustes de pip.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The index wants a user name and a password. Write them into a .netrc file or pip&apos;s settings.</source>
        <translation>El índice pide un nombre de usuario y una contraseña. Escríbalos en un archivo .netrc o en los ajustes de pip.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The index or a proxy refuses access. Ask who manages it.</source>
        <translation>El índice o un proxy deniega el acceso. Pregunte a quien lo gestiona.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Check the internet connection and the proxy, or install from a folder of wheels.</source>
        <translation>Compruebe la conexión a internet y el proxy, o instale desde una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>Waiting for other work to end.</source>
        <translation>Se espera a que termine otro trabajo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>The worker {pid} was started with {python}.</source>
        <translation>El proceso de cálculo {pid} se inició con {python}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>The worker {pid} has ended.</source>
        <translation>El proceso de cálculo {pid} ha terminado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>Matching needs a Python environment, which is not set up yet.</source>
        <translation>Emparejar necesita un entorno de Python, que aún no está configurado.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/environment.py"/>
        <source>PyTorch is being added to the environment. Wait until that has ended.</source>
        <translation>Se está añadiendo PyTorch al entorno. Espere a que termine.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Set up the environment, or choose another Python, in the S2M2 settings.</source>
        <translation>Configure el entorno, o elija otro Python, en los ajustes de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The Python at “{python}” cannot be started: {error}.</source>
        <translation>El Python en «{python}» no se puede iniciar: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The plugin&apos;s folder lacks the engine&apos;s files ({name}).</source>
        <translation>En la carpeta del complemento faltan archivos del motor ({name}).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Reinstall the plugin.</source>
        <translation>Reinstale el complemento.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The Python at “{python}” lacks the package {name}.</source>
        <translation>Al Python en «{python}» le falta el paquete {name}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine could not start: {reason}.</source>
        <translation>El motor no pudo iniciarse: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>exit status {status}</source>
        <translation>estado de salida {status}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine was killed while it worked, perhaps because there was not enough memory.</source>
        <translation>El motor fue terminado mientras trabajaba, quizá porque no había bastante memoria.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Close other programs, or match a smaller area.</source>
        <translation>Cierre otros programas, o empareje un área menor.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine stopped while it worked (exit status {status}).</source>
        <translation>El motor se detuvo mientras trabajaba (estado de salida {status}).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again. The log panel “S2M2” shows its last messages.</source>
        <translation>Inténtelo de nuevo. El registro «S2M2» muestra sus últimos mensajes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine did not start within {seconds:.0f} seconds.</source>
        <translation>El motor no se inició en {seconds:.0f} segundos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again, or choose another Python in the S2M2 settings.</source>
        <translation>Inténtelo de nuevo, o elija otro Python en los ajustes de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine sent a message that the plugin does not understand: {problem}.</source>
        <translation>El motor envió un mensaje que el complemento no entiende: {problem}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again. If this happens again, reinstall the plugin.</source>
        <translation>Inténtelo de nuevo. Si vuelve a ocurrir, reinstale el complemento.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot be started: {error}.</source>
        <translation>{name} no se puede iniciar: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} did not answer within {limit:.0f} seconds.</source>
        <translation>{name} no respondió en {limit:.0f} segundos.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <source>The package {package} is damaged: {why}.</source>
        <translation>El paquete {package} está dañado: {why}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from the folder {folder}.</source>
        <translation>Los paquetes vienen de la carpeta {folder}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}, the index in the S2M2 settings.</source>
        <translation>Los paquetes vienen de {index}, el índice de los ajustes de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}, the index in pip&apos;s settings.</source>
        <translation>Los paquetes vienen de {index}, el índice de los ajustes de pip.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}.</source>
        <translation>Los paquetes vienen de {index}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>QGIS&apos;s proxy is used: {proxy}.</source>
        <translation>Se usa el proxy de QGIS: {proxy}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>These settings of pip are not used here: {names}.</source>
        <translation>Estos ajustes de pip no se usan aquí: {names}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Pip cannot read its settings, which are not used here: {reason}</source>
        <translation>Pip no puede leer sus ajustes, que no se usan aquí: {reason}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The other QGIS has created the environment.</source>
        <translation>El otro QGIS creó el entorno.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The earlier environment is still there.</source>
        <translation>El entorno anterior sigue ahí.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing the engine&apos;s packages…</source>
        <translation>Se instalan los paquetes del motor…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking the environment…</source>
        <translation>Se comprueba el entorno…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Choose another Python in the S2M2 settings.</source>
        <translation>Elija otro Python en los ajustes de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing Dask…</source>
        <translation>Instalando Dask…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking Dask…</source>
        <translation>Comprobando Dask…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Dask could not be installed: {reason}. {hint}</source>
        <translation>No se pudo instalar Dask: {reason}. {hint}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking PyTorch…</source>
        <translation>Se comprueba PyTorch…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Install the latest Microsoft Visual C++ Redistributable.</source>
        <translation>Instale el último Microsoft Visual C++ Redistributable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>PyTorch could not be installed: {reason}. {hint}</source>
        <translation>PyTorch no se pudo instalar: {reason}. {hint}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing what PyTorch needs…</source>
        <translation>Se instala lo que PyTorch necesita…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing PyTorch from {index}…</source>
        <translation>Se instala PyTorch desde {index}…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing PyTorch…</source>
        <translation>Se instala PyTorch…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>If the index has no file for this system and Python version, choose another index or a folder of wheels in the S2M2 settings.</source>
        <translation>Si el índice no tiene archivo para este sistema y esta versión de Python, elija otro índice o una carpeta de wheels en los ajustes de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The folder must contain the wheels of all packages for this system and Python version.</source>
        <translation>La carpeta debe contener los wheels de todos los paquetes para este sistema y esta versión de Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The folder “{folder}” contains no wheels.</source>
        <translation>La carpeta «{folder}» no contiene wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Choose a folder that “pip download” has filled, or choose no folder to install from the internet.</source>
        <translation>Elija una carpeta que haya llenado «pip download», o ninguna carpeta para instalar desde internet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>No environment can be made in “{folder}”: its path contains “{character}”.</source>
        <translation>En «{folder}» no se puede crear un entorno: su ruta contiene «{character}».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Check the folder&apos;s permissions.</source>
        <translation>Compruebe los permisos de la carpeta.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation>«{folder}» no se puede escribir: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The earlier environment in “{folder}” cannot be replaced: {error}.</source>
        <translation>El entorno anterior en «{folder}» no se puede reemplazar: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Close other QGIS windows that use it, and try again.</source>
        <translation>Cierre las otras ventanas de QGIS que lo usen, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The index {index} cannot be reached: {reason}.</source>
        <translation>No se puede alcanzar el índice {index}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>{file}: {error}</source>
        <translation>{file}: {error}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>{file} is not the file that S2M2 was released with</source>
        <translation>{file} no es el archivo con el que se publicó S2M2</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>the index has no such file</source>
        <translation>el índice no tiene ese archivo</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Look for the matching environment</source>
        <translation>Buscar el entorno para emparejar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>The matching environment does not work: {error}.</source>
        <translation>El entorno para emparejar no funciona: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Check the packages for matching</source>
        <translation>Comprobar los paquetes para emparejar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Check the matching environment</source>
        <translation>Comprobar el entorno para emparejar</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>{path} cannot be used: {error}.</source>
        <translation>{path} no se puede usar: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>There is no Python at “{path}”.</source>
        <translation>No hay Python en «{path}».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot load {package}: {why}.</source>
        <translation>{name} no puede cargar {package}: {why}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is not a working Python: {reason}.</source>
        <translation>{name} no es un Python que funcione: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is Python {version}, but the engine needs {minimum} or later.</source>
        <translation>{name} es Python {version}, pero el motor necesita {minimum} o posterior.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is Python {version}, but there are packages only for {minimum} to {maximum}.</source>
        <translation>{name} es Python {version}, pero solo hay paquetes para {minimum} a {maximum}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is a Python for {platform}, for which there are no packages.</source>
        <translation>{name} es un Python para {platform}, para el que no hay paquetes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot make environments: it lacks {packages}.</source>
        <translation>{name} no puede crear entornos: le falta {packages}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} lacks packages that the engine needs: {packages}.</source>
        <translation>A {name} le faltan paquetes que el motor necesita: {packages}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>it ended with exit status {status}</source>
        <translation>terminó con el estado de salida {status}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>it crashed ({signal})</source>
        <translation>se cerró de golpe ({signal})</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>Creating the environment needs Python {minimum} to {maximum}, which was not found.</source>
        <translation>Para crear el entorno hace falta Python {minimum} a {maximum}, que no se encontró.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>Install Python from python.org, or choose a Python in the S2M2 settings.</source>
        <translation>Instale Python de python.org, o elija un Python en los ajustes de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/reaching.py"/>
        <source>it did not answer within {limit:.0f} seconds</source>
        <translation>no respondió en {limit:.0f} segundos</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>“{folder}” is not an environment that S2M2 has made.</source>
        <translation>«{folder}» no es un entorno que haya creado S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Remove the folder yourself if you do not need it.</source>
        <translation>Quite usted la carpeta si no la necesita.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>The environment is being set up, perhaps in another QGIS.</source>
        <translation>El entorno se está configurando, quizá en otro QGIS.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Wait until that has ended.</source>
        <translation>Espere a que termine.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>The environment is in use: a match, a correction or a fine-tuning is running.</source>
        <translation>El entorno está en uso: hay un emparejamiento, una corrección o un afinado en marcha.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Cancel it or wait until it ends, and try again.</source>
        <translation>Cancélelo o espere a que termine, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>“{folder}” cannot be removed: {error}.</source>
        <translation>«{folder}» no se puede quitar: {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>“{folder}” cannot be written.</source>
        <translation>No se puede escribir en «{folder}».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>process {process} on {host}</source>
        <translation>proceso {process} en {host}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>its owner</source>
        <translation>su dueño</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>Another QGIS is setting up the environment ({who}); waiting for it…</source>
        <translation>Otro QGIS está configurando el entorno ({who}); se espera…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/space.py"/>
        <source>The set-up needs {needed} MB on the disk of “{folder}”, which has {free} MB free.</source>
        <translation>La configuración necesita {needed} MB en el disco de «{folder}», que tiene {free} MB libres.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/space.py"/>
        <source>Free disk space, and try again.</source>
        <translation>Libere espacio en el disco, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>The environment could not be created: {reason}.</source>
        <translation>El entorno no se pudo crear: {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>On Debian and Ubuntu, install python3-venv. Elsewhere, choose a Python in the S2M2 settings.</source>
        <translation>En Debian y Ubuntu, instale python3-venv. En otros sistemas, elija un Python en los ajustes de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Creating an environment with {python}…</source>
        <translation>Se crea un entorno con {python}…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Creating an environment with {python}, which has no pip for it, and {file}…</source>
        <translation>Se crea un entorno con {python}, que no tiene pip para él, y {file}…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>The remains of an earlier set-up in “{folder}” cannot be removed.</source>
        <translation>Los restos de una configuración anterior en «{folder}» no se pueden quitar.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Remove the folder, and try again.</source>
        <translation>Quite la carpeta, e inténtelo de nuevo.</translation>
    </message>
    <message numerus="yes">
        <source> and {count} more</source>
        <extracomment>Where the number is 1, the English text is:  and one more</extracomment>
        <translation type="vanished">
            <numerusform> y otra</numerusform>
            <numerusform> y {count} más</numerusform>
        </translation>
    </message>
    <message>
        <source>Adds PyTorch to the environment in {folder}.</source>
        <translation type="vanished">Añade PyTorch al entorno en {folder}.</translation>
    </message>
    <message>
        <source>A&amp;dd PyTorch</source>
        <translation type="vanished">&amp;Añadir PyTorch</translation>
    </message>
    <message>
        <source>The environment is ready for matching, but not for fine-tuning.</source>
        <translation type="vanished">El entorno está listo para emparejar, pero no para afinar.</translation>
    </message>
    <message>
        <source>Longest training time; with little ground, training ends sooner. Aligning the layers and testing the new model take some additional time.</source>
        <translation type="vanished">Tiempo máximo de entrenamiento; con poco terreno termina antes. Alinear las capas y probar el nuevo modelo llevan algo más de tiempo.</translation>
    </message>
    <message>
        <source>“{name}”, from {model}: {pairs}, {minutes:g} min</source>
        <translation type="vanished">«{name}», de {model}: {pairs}, {minutes:g} min</translation>
    </message>
    <message>
        <source>Default (trained model)</source>
        <translation type="vanished">Predeterminado (modelo entrenado)</translation>
    </message>
    <message>
        <source>Structure (no model needed)</source>
        <translation type="vanished">Estructura (sin modelo)</translation>
    </message>
    <message>
        <source>“{name}” cannot be used as a mask: it is not a raster file with this CRS. Export it (Layer &gt; Save As).</source>
        <translation type="vanished">«{name}» no puede usarse como máscara: no es un archivo ráster con este SRC. Expórtela (Capa &gt; Guardar como).</translation>
    </message>
</context>
</TS>
